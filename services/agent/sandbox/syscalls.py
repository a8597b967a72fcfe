"""Numbers of the system calls that a job may not make, for each machine that we run on.

The names and numbers are those of the kernel's tables: ``unistd_64.h`` for x86_64, the generic
``unistd.h`` for aarch64. Names that a machine does not have are left out of its table.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """What the filter must know of one architecture."""

    audit_arch: int
    """The kernel's name for it in a filter; a call made under another name ends the process."""

    foreign_bit: int | None
    """From this number on the calls are another ABI's (x32), which would pass a filter by number."""

    refused: Mapping[str, int]
    """Answered with EPERM."""

    own_process_only: Mapping[str, int]
    """Calls whose first argument is a process: allowed on the caller itself, else EPERM."""

    prlimit: int
    """Like these, where 0 means the caller too."""

    clone: int
    """Allowed for threads, refused for processes."""

    clone3: int
    """Answered with ENOSYS: its flags lie in memory that a filter cannot read, so libc must use clone."""


_SAME_EVERYWHERE = {
    "pidfd_send_signal": 424,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "pidfd_open": 434,
    "pidfd_getfd": 438,
    "process_madvise": 440,
    "mount_setattr": 442,
    "quotactl_fd": 443,
    "memfd_secret": 447,
    "process_mrelease": 448,
}

_X86_64 = Machine(
    audit_arch=0xC000003E,
    foreign_bit=0x40000000,
    prlimit=302,
    clone=56,
    clone3=435,
    own_process_only={"kill": 62, "tgkill": 234, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297},
    refused=_SAME_EVERYWHERE
    | {
        # the network, and descriptors that arrive through it
        "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "sendmsg": 46, "recvmsg": 47, "bind": 49,
        "listen": 50, "socketpair": 53, "accept4": 288, "recvmmsg": 299, "sendmmsg": 307,
        # other programs, other processes
        "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "ptrace": 101, "tkill": 200,
        "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312, "setpgid": 109, "setsid": 112,
        # other identities
        "setuid": 105, "setgid": 106, "setreuid": 113, "setregid": 114, "setgroups": 116, "setresuid": 117,
        "setresgid": 119, "setfsuid": 122, "setfsgid": 123, "capset": 126, "personality": 135,
        # links, which would lead the parent out of the job's folder
        "link": 86, "symlink": 88, "linkat": 265, "symlinkat": 266,
        # file systems and devices
        "mknod": 133, "mknodat": 259, "pivot_root": 155, "chroot": 161, "mount": 165, "umount2": 166,
        "swapon": 167, "swapoff": 168, "quotactl": 179, "fanotify_init": 300, "name_to_handle_at": 303,
        "open_by_handle_at": 304,
        # the kernel and the machine
        "modify_ldt": 154, "adjtimex": 159, "acct": 163, "settimeofday": 164, "reboot": 169,
        "sethostname": 170, "setdomainname": 171, "iopl": 172, "ioperm": 173, "init_module": 175,
        "delete_module": 176, "syslog": 103, "lookup_dcookie": 212, "clock_settime": 227, "kexec_load": 246,
        "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272, "perf_event_open": 298,
        "clock_adjtime": 305, "setns": 308, "finit_module": 313, "kexec_file_load": 320, "bpf": 321,
        "userfaultfd": 323,
        # memory and messages shared with other processes
        "shmget": 29, "shmat": 30, "shmctl": 31, "semget": 64, "semop": 65, "semctl": 66, "msgget": 68,
        "msgsnd": 69, "msgrcv": 70, "msgctl": 71, "semtimedop": 220, "mq_open": 240,
    },
)  # fmt: skip

_AARCH64 = Machine(
    audit_arch=0xC00000B7,
    foreign_bit=None,
    prlimit=261,
    clone=220,
    clone3=435,
    own_process_only={"kill": 129, "tgkill": 131, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240},
    refused=_SAME_EVERYWHERE
    | {
        "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202, "connect": 203,
        "sendto": 206, "sendmsg": 211, "recvmsg": 212, "accept4": 242, "recvmmsg": 243, "sendmmsg": 269,
        "execve": 221, "execveat": 281, "ptrace": 117, "tkill": 130, "process_vm_readv": 270,
        "process_vm_writev": 271, "kcmp": 272, "setpgid": 154, "setsid": 157,
        "setregid": 143, "setgid": 144, "setreuid": 145, "setuid": 146, "setresuid": 147, "setresgid": 149,
        "setfsuid": 151, "setfsgid": 152, "setgroups": 159, "capset": 91, "personality": 92,
        "symlinkat": 36, "linkat": 37, "mknodat": 33, "umount2": 39, "mount": 40, "pivot_root": 41,
        "chroot": 51, "quotactl": 60, "swapon": 224, "swapoff": 225, "fanotify_init": 262,
        "name_to_handle_at": 264, "open_by_handle_at": 265, "lookup_dcookie": 18, "acct": 89,
        "kexec_load": 104, "init_module": 105, "delete_module": 106,
        "clock_settime": 112, "syslog": 116, "reboot": 142, "sethostname": 161, "setdomainname": 162,
        "settimeofday": 170, "adjtimex": 171, "unshare": 97, "add_key": 217, "request_key": 218,
        "keyctl": 219, "perf_event_open": 241, "clock_adjtime": 266, "setns": 268, "finit_module": 273,
        "bpf": 280, "userfaultfd": 282, "kexec_file_load": 294,
        "mq_open": 180, "msgget": 186, "msgctl": 187, "msgrcv": 188, "msgsnd": 189, "semget": 190,
        "semctl": 191, "semtimedop": 192, "semop": 193, "shmget": 194, "shmctl": 195, "shmat": 196,
    },
)  # fmt: skip

MACHINES: Mapping[str, Machine] = {"x86_64": _X86_64, "aarch64": _AARCH64}
"""By the name that ``platform.machine()`` gives."""
