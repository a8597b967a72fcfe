"""A whole question in plainer words, before it is cut into pieces: all rules that say a thing another way."""

from services.agent.question.keyedplaces import say_in_keyed
from services.agent.question.partsheld import say_parts_held
from services.agent.question.phrasal import say_phrasal
from services.agent.question.rewording.alsoasked import say_also_asked
from services.agent.question.rewording.anybody import say_of_anybody
from services.agent.question.rewording.asroles import say_as_part
from services.agent.question.rewording.aswellas import say_as_well
from services.agent.question.rewording.bounds.limits import say_limits
from services.agent.question.rewording.bounds.numberwords import say_figures
from services.agent.question.rewording.bounds.outside import say_outside
from services.agent.question.rewording.bounds.ranges import say_ranges
from services.agent.question.rewording.bounds.thresholds import say_thresholds
from services.agent.question.rewording.colloquial import say_colloquial
from services.agent.question.rewording.commonest import say_commonest
from services.agent.question.rewording.dealt import say_dealt, say_sold_things
from services.agent.question.rewording.ends.directions import say_sorted
from services.agent.question.rewording.ends.endcells import say_rows_at_end
from services.agent.question.rewording.ends.extents import say_extents
from services.agent.question.rewording.ends.firstlast import say_first_and_last
from services.agent.question.rewording.ends.ordinals import say_ordinals
from services.agent.question.rewording.ends.placings import say_placings
from services.agent.question.rewording.ends.rated import say_rated
from services.agent.question.rewording.ends.selfends import say_self_ends
from services.agent.question.rewording.ends.sortings import say_first_end
from services.agent.question.rewording.ends.tied import without_ties
from services.agent.question.rewording.ends.unitextremes import say_unit_extremes
from services.agent.question.rewording.ends.winners import say_winners
from services.agent.question.rewording.freely.counted import say_finished
from services.agent.question.rewording.freely.payments import say_whole_price
from services.agent.question.rewording.freely.standins import say_places
from services.agent.question.rewording.gerunds import say_gerunds
from services.agent.question.rewording.headers.borrowings import say_borrowed
from services.agent.question.rewording.headers.cellheaders import say_cell_of_header
from services.agent.question.rewording.headers.donebyeach import say_done_by_each
from services.agent.question.rewording.headers.headerlists import say_header_list
from services.agent.question.rewording.headers.hinted import say_hinted
from services.agent.question.rewording.headers.hyphens import say_as_one
from services.agent.question.rewording.headers.impliedheaders import say_implied_headers
from services.agent.question.rewording.headers.inflections import say_inflected
from services.agent.question.rewording.headers.inunits import say_in_units
from services.agent.question.rewording.headers.keys import say_keys, say_numbers
from services.agent.question.rewording.headers.keywords import say_keywords
from services.agent.question.rewording.headers.kindsof import say_kind_of_rows
from services.agent.question.rewording.headers.levels import say_levels
from services.agent.question.rewording.headers.nameparts import say_name_parts
from services.agent.question.rewording.headers.outcomes import say_outcomes
from services.agent.question.rewording.headers.overalls import say_overall
from services.agent.question.rewording.headers.owned import say_contained, say_owned, say_rows
from services.agent.question.rewording.headers.parties import say_parties
from services.agent.question.rewording.headers.perunits import say_per_unit
from services.agent.question.rewording.headers.saidwhen import say_when_first
from services.agent.question.rewording.headers.samenames import say_same_names
from services.agent.question.rewording.headers.stranded import say_place, say_stranded
from services.agent.question.rewording.headers.tablewords import say_table_words
from services.agent.question.rewording.headers.thannamed import say_higher_behind, say_than_named
from services.agent.question.rewording.headers.times import say_times
from services.agent.question.rewording.headers.ways import say_ways
from services.agent.question.rewording.leavers import say_gone
from services.agent.question.rewording.listed import without_listed
from services.agent.question.rewording.longer import say_longer
from services.agent.question.rewording.minus import say_minus
from services.agent.question.rewording.money.deedcosts import say_cost_of_buying, say_cost_of_doing
from services.agent.question.rewording.money.moneyrows import say_money_rows
from services.agent.question.rewording.money.netting import say_netted
from services.agent.question.rewording.money.ordervalues import say_order_values
from services.agent.question.rewording.money.outlays import say_spent_on_each
from services.agent.question.rewording.money.payrolls import say_payrolls
from services.agent.question.rewording.money.profits import say_profit
from services.agent.question.rewording.money.restocks import say_restocked
from services.agent.question.rewording.money.sellers import say_sellers
from services.agent.question.rewording.money.sizes import say_sizes
from services.agent.question.rewording.money.soldmost import say_sold_most
from services.agent.question.rewording.money.spenders import say_spenders
from services.agent.question.rewording.money.statesums import say_state_sums
from services.agent.question.rewording.money.takings import say_revenue_of_rows
from services.agent.question.rewording.money.unpaid import say_unpaid
from services.agent.question.rewording.money.worths import say_worths
from services.agent.question.rewording.mostdone import say_most_done
from services.agent.question.rewording.ofeach import say_of_each, say_their_rate
from services.agent.question.rewording.ofours import say_of_ours
from services.agent.question.rewording.partsof import say_share_of_amount
from services.agent.question.rewording.plainforms import say_plain_forms
from services.agent.question.rewording.referred import say_referred
from services.agent.question.rewording.relatives import say_done_rows, say_left_out
from services.agent.question.rewording.sameheader import say_header_once
from services.agent.question.rewording.servers import say_server
from services.agent.question.rewording.settings import without_setting
from services.agent.question.rewording.sharing import say_shared
from services.agent.question.rewording.signs import say_signs
from services.agent.question.rewording.summings import say_summings
from services.agent.question.rewording.tallies import say_tallies
from services.agent.question.rewording.textbook import say_textbook
from services.agent.question.rewording.timing.clocks import say_clocks
from services.agent.question.rewording.timing.datedby import say_dated
from services.agent.question.rewording.timing.days import say_days
from services.agent.question.rewording.timing.decades import say_decades
from services.agent.question.rewording.timing.enddays import say_end_day
from services.agent.question.rewording.timing.growths import say_growth
from services.agent.question.rewording.timing.headyears import say_header_years
from services.agent.question.rewording.timing.lapses import say_lapses
from services.agent.question.rewording.timing.occurrences import say_occurrences
from services.agent.question.rewording.timing.periodof import say_period_of
from services.agent.question.rewording.timing.reckoning import say_reckoned
from services.agent.question.rewording.timing.signings import say_signed
from services.agent.question.rewording.timing.stretches import say_whose_stretch
from services.agent.question.rewording.timing.timespans import say_timespans
from services.agent.question.rewording.timing.weeksaid import say_weeks_in_days
from services.agent.question.rewording.timing.yearmonths import say_year_months
from services.agent.question.rewording.unfilled import say_unfilled
from services.agent.question.rewording.versus import say_versus
from services.agent.question.rewording.whodid import say_who_did
from services.agent.question.rewording.whose import say_whose, say_with_cell
from services.agent.question.rewording.zeros import say_zeros
from services.agent.question.shaping.ages import say_ages
from services.agent.question.shaping.bestcells import say_best_cells
from services.agent.question.shaping.bothdone import say_both_done, say_either_state
from services.agent.question.shaping.cells import say_cells
from services.agent.question.shaping.clauses import say_clauses
from services.agent.question.shaping.enlisted import say_enlisted
from services.agent.question.shaping.frequencies import say_frequencies
from services.agent.question.shaping.groupsof import say_groups_of
from services.agent.question.shaping.happened import say_happened, say_never_done, without_done
from services.agent.question.shaping.kindly import say_each_kind, say_of_kind, say_of_part
from services.agent.question.shaping.kinds import say_kinds
from services.agent.question.shaping.listings import say_listings
from services.agent.question.shaping.peopleof import say_people_of
from services.agent.question.shaping.rowsof import say_rows_of
from services.agent.question.shaping.secondasks import say_second_ask, say_their_headers
from services.agent.question.shaping.severals import say_severally_by_kind
from services.agent.question.shaping.sides import say_sides
from services.agent.question.shaping.soforth import say_so_forth
from services.agent.question.shaping.titles import without_titles
from services.agent.question.tables.schema import Catalog
from services.agent.question.undone import say_undone
from services.agent.question.whomade import say_who_made

_PLAIN = (
    without_ties, say_minus, say_also_asked, say_textbook, say_gerunds, say_header_once, say_colloquial,
    say_signs, say_name_parts, say_figures, say_netted, say_cost_of_doing, say_reckoned, say_growth,
    say_as_part, say_as_well, say_higher_behind,
    say_tallies, say_sorted, say_shared, say_extents, say_of_each, say_zeros,
)  # fmt: skip
"""What is said the same whatever the data are, one after the other."""
_OF_DATA = (
    say_same_names, say_weeks_in_days, say_year_months, say_signed, say_who_made, say_spent_on_each,
    say_decades, say_keywords, say_their_headers, say_places, say_whole_price, say_kind_of_rows,
    say_rows_at_end, say_finished, say_table_words, say_rows_of, say_in_keyed, say_done_by_each,
    say_of_ours, say_people_of,
    say_header_list, say_cell_of_header, say_per_unit, say_winners, say_keys, without_listed, say_as_one,
    say_second_ask, say_cells, say_their_rate, say_when_first, say_done_rows,
    say_end_day, say_rows, say_contained, say_parties, say_of_part, say_first_and_last, say_period_of,
    say_share_of_amount,
    say_whose_stretch, say_dated, say_parts_held, say_phrasal, say_in_units, say_levels,
    say_cost_of_buying, say_lapses, say_longer, say_clauses,
    say_with_cell, say_occurrences, say_whose, say_of_anybody, say_inflected, say_implied_headers, say_hinted,
    without_titles, say_than_named, say_happened, say_never_done, without_done, say_ways,
    say_best_cells, say_both_done, say_either_state, say_frequencies, say_sides,
    say_severally_by_kind, say_so_forth, say_versus, say_ages, say_limits, say_overall, say_profit,
    say_plain_forms,
    say_unit_extremes, say_self_ends, say_of_kind,
    say_left_out, say_groups_of, say_owned, say_sold_things, say_dealt, say_sold_most, say_most_done,
    say_referred, say_enlisted, say_sizes,
    say_clocks, without_setting, say_outside, say_unpaid, say_unfilled, say_state_sums,
    say_server, say_gone, say_undone,
    say_borrowed, say_thresholds, say_commonest, say_numbers, say_place, say_stranded, say_first_end,
    say_outcomes, say_timespans, say_times, say_sellers, say_order_values, say_money_rows,
    say_who_did, say_revenue_of_rows, say_restocked, say_payrolls, say_rated, say_worths, say_spenders,
    say_summings, say_ranges, say_days, say_placings, say_ordinals, say_listings,
    say_each_kind, say_kinds,
)  # fmt: skip
"""What is said in a way of its own, brought to the words of the catalogue, one after the other."""


def restate(question: str, catalog: Catalog) -> str:
    """Say a question in the words that the catalogue and the grammar of questions know."""
    question = say_header_years(question, catalog)  # before any year is taken for that of a date
    for plainly in _PLAIN:
        question = plainly(question)
    for say in _OF_DATA:
        question = say(question, catalog)
    return question
