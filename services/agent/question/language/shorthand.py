"""Short forms that headers and names of tables use, written out: ``cust``, ``dlvry``, ``apt`` of airports.

General English only: no entry may name a table, a value or a header of any data set.
"""

_SHORT_FORMS = """
account acct
actual_arrival ata
actual_departure atd
address addr adr
agreement agmt
amount amt
appointment appt
arrival arr
assignment asg asgmt asgn
assistant asst
authorization auth
average avg
balance bal
birth_date dob
booking bkg
building bldg bld
capacity cap
carrier carr
category cat ctg
channel chnl chn
city cty
claim clm
class cls
client clnt
code cd
company co cmpny
contract ctr contr
country ctry cntry ctry
count cnt
course crs
currency ccy
customer cust cstmr
date dt dte
degree deg
delay dly
delivery dlvry dlv delv
department dept dpt
departure dep dprt
description desc descr dscr
destination dest dst
detail dtl dtls
diagnosis diag dx
discount disc dscnt
distance dist
division div
duration dur
severity sev
elevation elev
employee emp empl
engine eng
enrollment enr enrl
equipment equip eqp
estimated_arrival eta
estimated_departure etd
expiry exp
facility fac
first_name fname fnam fnm frstnm
flag flg
flight flt
freight frt
frequency freq
gender gndr
group grp
height ht hgt
hourly hrly
hours hrs
indicator ind
industry indstry
instructor instr
insurance ins
inventory invt
invoice inv invc
item itm
language lang
last_name lname lnam lnm
latitude lat
length len lgth
level lvl
license lic
line ln
location loc
longitude lng lon
machine mach mchn
maintenance maint mx mnt
manager mgr mngr
manufacturer mfr mfg mnfr
material matl mtrl
maximum max
member mbr memb
message msg
minimum min
minutes mins
method meth mthd
middle_name mname
mobile mob
month mth mnth
monthly mthly mnthly
name nm nme
next nxt
number num nr no nbr nmbr
operator opr oper
order ord
organization org
origin orig
outstanding outst
package pkg
paid pd
paper ppr
passenger pax psgr
patient pt
payment pmt pymt
percent pct perc
period prd
phone tel ph phn
plant plnt
played pld
points pts
policy pol plcy
population pop
position pos
premium prem
prescription rx presc
price prc px
priority prio
procedure proc
product prod prd
program prog pgm
project proj prj
purchase purch
quality qa
quantity qty qnty
quarter qtr
rate rt
rating rtg
reason rsn
receipt rcpt
received recd rcvd
reference ref
region rgn
request req rqst
required reqd
reservation resv rsv
return rtn
revenue rev
room rm
route rte
salary slry
sales sls
schedule sched schd
seconds secs
semester sem
segment seg sgmt
sequence seq
service svc srv
session sess
shift shft
shipment shpmt shp
shipped shpd
shipping shpg
source src
specialty spclty splty
standard std stnd
start strt
status sts stat stts
street str
student stud stdt
supplier supp splr
target tgt trgt
teacher tchr
temperature temp
territory terr
text txt
title ttl
total tot
tracking trk
trainer trnr
transaction txn trx
treatment trt
type typ
unit unt
university univ
updated upd updt
user usr
value val
vehicle veh vhcl
vendor vnd vndr
version vers
visit vst
volume vol
warehouse whs wh whse
week wk
weight wt wgt
year yr
"""

ABBREVIATIONS: dict[str, str] = {}
"""Short form -> the word or words that it stands for."""
for _line in _SHORT_FORMS.strip().splitlines():
    _word, *_forms = _line.split()
    for _form in _forms:
        ABBREVIATIONS.setdefault(_form, _word.replace("_", " "))

_RESULTS = "wins w|losses l|draws d|ties t|goals_for gf|goals_against ga|points_for pf|points_against pa"
RESULTS = {short: tuple(full.split("_")) for full, short in (each.split() for each in _RESULTS.split("|"))}
"""Short form -> the words that it stands for in a sheet of wins and losses, and nowhere else."""

_VOWELS = frozenset("aeiou")
_SHORTEST = 3
"""Letters of the shortest form that is taken for a word without being told: two may be anything."""

_LONGEST_OF_TWO = 6
"""Letters of a word up to which two may stand for it: ``pt`` of a point."""


def may_shorten(word: str) -> bool:
    """Whether a word may be another in short: three letters or more, with no vowel in between."""
    return len(word) >= _SHORTEST and _VOWELS.isdisjoint(word[1:-1])


def shortens(short: str, word: str) -> bool:
    """Whether a word without vowels may be another in short: ``apt`` of airport, ``rte`` of route.

    Such a form begins and ends as the word does, and has letters of it in their order, none of them a vowel
    in between.
    """
    word = word.removesuffix("s") if not short.endswith("s") else word
    return may_shorten(short) and _is_contracted(short, word)


def shortening(short: str, word: str) -> float:
    """Return how well a form stands for a word in short, and 0 where it does not.

    It is contracted (``spclty``, ``dept``), cut off (``spec``), or both (``schd`` of scheduled). One that
    ends as the word does says more of it than one that is cut off, and a longer one more than a shorter one.
    """
    if len(short) >= len(word) or short[0] != word[0] or word == f"{short}s":
        return 0.0
    whole = word.removesuffix("s") if not short.endswith("s") else word
    if _is_contracted(short, whole) or _is_contracted(short, whole.removesuffix("e")):
        tells = len(short) >= _SHORTEST or (len(word) <= _LONGEST_OF_TWO and _VOWELS.isdisjoint(short))
        return 1 + len(short) / len(word) if tells else 0.0
    if len(short) < _SHORTEST:
        return 0.0
    cut = word.startswith(short) or (may_shorten(short) and _bones(word).startswith(_bones(short)))
    return len(short) / len(word) if cut else 0.0


def _is_contracted(short: str, word: str) -> bool:
    """Whether a form ends as the word does and has its beginning, up to the last vowel that it keeps."""
    if len(short) >= len(word) or (short[0], short[-1]) != (word[0], word[-1]):
        return False
    kept = max((at for at, letter in enumerate(short[:-1]) if letter in _VOWELS), default=0)
    letters = iter(word[kept + 1 :])
    return word.startswith(short[: kept + 1]) and all(letter in letters for letter in short[kept + 1 :])


def _bones(word: str) -> str:
    """Return a word without its vowels but the first letter, doubled letters once."""
    bare = word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
    return "".join(letter for at, letter in enumerate(bare) if at == 0 or letter != bare[at - 1])
