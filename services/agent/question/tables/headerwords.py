"""Words of which headers are made, that a header of several written together is parted into."""

_WORDS = """
    account action active added address admin agent airport amount annual answer area arrival arrived
    asset assigned author available average avg balance bank base begin bill birth board bonus booked
    booking born branch brand broker budget building cancel cancelled capacity car card cart cash
    category cell change channel charge check cited citing city class clicks client close closed code color
    colour comment commission company contact content cost count country coupon course created credit currency
    current customer daily data date day days deal dealer debit deleted delivered delivery department
    deposit description desk device discount distance doctor dose driver drug due duration earned email
    employee end ended engine entry error event exchange expense expiry family fax fee file final finish
    first flag flight floor form free from full gender given grade grid gross group guest head high hire
    hired home hour hours image income index interest invalid inventory invoice is item job join joined kind
    label language last lead level license line link list listed location login loss low mail main make
    manager market max member merchant message method middle min minutes mobile mode model modified
    money month monthly move movement name net new next note num number of office on open opened option
    order original owner page paid parent partner patient pay payment percent period person phone place
    plan points position post postal previous price primary priority product profile profit project
    promised property purchase quantity quarter question rank rate rating ratio reading reason receipt
    received record reference refund region registered release rent report request required response
    result return returned revenue review risk role room salary sale sales sample schedule school score
    season seat sector security seller sent serial service session severity share shares ship shipped
    shipping short side sign signup size sku source spent staff start started state status stock stop
    store street subject submitted sum supplier support tax team term test ticker ticket time title to
    token total tracking trade transaction transfer treatment trip type unit units until updated url
    used user valid value vehicle vendor version visit volume wallet warehouse week weekly weight win work
    year zip
"""
HEADER_WORDS = frozenset(_WORDS.split())
"""Words of which headers are made that are written together; general English only."""
