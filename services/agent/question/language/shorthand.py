"""Short forms that headers and names of tables use, written out: ``cust``, ``dlvry``, ``apt`` of airports.

General English only: no entry may name a table, a value or a header of any data set.
"""

_SHORT_FORMS = """
account acct
address addr adr
agreement agmt
amount amt
appointment appt
arrival arr
assignment asg asgmt asgn
authorization auth
average avg
balance bal
birth_date dob
booking bkg
building bldg bld
category cat ctg
channel chnl chn
claim clm
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
diagnosis diag dx
discount dscnt
distance dist
division div
duration dur
elevation elev
employee emp empl
engine eng
enrollment enr enrl
equipment equip eqp
expiry exp
facility fac
flag flg
flight flt
frequency freq
gender gndr
group grp
height ht hgt
hours hrs
indicator ind
instructor instr
insurance ins
inventory invt
invoice inv invc
item itm
language lang
latitude lat
length len lgth
level lvl
license lic
location loc
longitude lng lon
maintenance maint mx mnt
manager mgr mngr
manufacturer mfr mfg mnfr
maximum max
message msg
minimum min
minutes mins
mobile mob
month mth mnth
name nm nme
number num nr no nbr nmbr
order ord
organization org
origin orig
outstanding outst
package pkg
passenger pax psgr
patient pt
payment pmt pymt
percent pct perc
period prd
phone tel ph phn
played pld
points pts
policy pol plcy
population pop
position pos
premium prem
prescription rx presc
price prc
priority prio
procedure proc
product prod prd
program prog pgm
project proj prj
purchase purch
quantity qty qnty
quarter qtr
rating rtg
reason rsn
receipt rcpt
received recd rcvd
reference ref
region rgn
request req rqst
required reqd
reservation resv rsv
revenue rev
route rte
salary slry
sales sls
schedule sched schd
seconds secs
semester sem
sequence seq
service svc srv
session sess
shipment shpmt shp
shipping shpg
start strt
status sts
street str
student stud stdt
supplier supp splr
teacher tchr
temperature temp
territory terr
title ttl
total tot
tracking trk
transaction txn trx
treatment trt
type typ
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

_VOWELS = frozenset("aeiou")


def may_shorten(word: str) -> bool:
    """Whether a word may be another in short: three letters or more, with no vowel in between."""
    return len(word) >= 3 and _VOWELS.isdisjoint(word[1:-1])


def shortens(short: str, word: str) -> bool:
    """Whether a word without vowels may be another in short: ``apt`` of airport, ``rte`` of route.

    Such a form begins and ends as the word does, and has letters of it in their order, none of them a vowel
    in between.
    """
    word = word.removesuffix("s") if not short.endswith("s") else word
    if not may_shorten(short) or len(short) >= len(word) or (short[0], short[-1]) != (word[0], word[-1]):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)
