"""The functions that a statement may call, by DuckDB's names; everything else is refused.

None of these reads files, settings, the catalogue or the clock's noise: a function is here because
it computes from its arguments alone. Left out on purpose: table functions, ``range``, ``repeat`` and
their like (memory for nothing), random numbers (the same question gets the same answer), everything
that takes the name of a function or a statement as text.
"""

_AGGREGATES = """
any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min
arg_min_null argmax argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if
count_star countif covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram
kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile
quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx
regr_sxy regr_syy sem skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp
variance wavg weighted_avg
"""

_WINDOW = """
cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
"""

_TEXT = """
ascii bar base64 bit_length char_length character_length chr concat concat_ws contains
damerau_levenshtein editdist3 ends_with format_bytes hamming instr jaccard jaro_similarity
jaro_winkler_similarity lcase left left_grapheme len length length_grapheme levenshtein lower lpad ltrim md5
mismatches nfc_normalize octet_length ord overlay position prefix regexp_escape regexp_extract
regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array replace reverse right
right_grapheme rpad rtrim sha1 sha256 split split_part starts_with str_split str_split_regex string_split
string_split_regex string_to_array strip_accents strlen strpos substr substring substring_grapheme suffix
to_base64 to_hex translate trim ucase unicode upper url_decode url_encode like_escape ilike_escape
not_like_escape not_ilike_escape
"""

_NUMBERS = """
abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cot degrees divide even
exp factorial fdiv floor fmod gamma gcd greatest greatest_common_divisor isfinite isinf isnan lcm least
least_common_multiple lgamma ln log log10 log2 mod multiply nextafter pi pow power radians round round_even
roundbankers sign signbit sin sinh sqrt subtract tan tanh trunc xor
"""

_TIME = """
age ago century current_date current_localtime current_localtimestamp date_add date_diff date_part date_sub
date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade
epoch epoch_ms epoch_ns epoch_us era get_current_time get_current_timestamp hour isodow isoyear julian
last_day make_date make_time make_timestamp make_timestamp_ms make_timestamptz microsecond millennium
millisecond minute month monthname now quarter second strftime strptime time_bucket timezone timezone_hour
timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds
to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years today transaction_timestamp
try_strptime week weekday weekofyear year yearweek
"""

_VALUES = """
array_contains array_distinct array_extract array_filter array_has array_has_all array_has_any array_indexof
array_intersect array_length array_position array_reverse_sort array_slice array_sort array_to_string
array_transform array_unique array_value cardinality coalesce element_at flatten generate_subscripts if
json_array json_array_length json_contains json_exists json_extract json_extract_path json_extract_path_text
json_extract_string json_keys json_object json_structure json_type json_valid json_value list_any_value
list_append list_avg list_concat list_contains list_count list_distinct list_element list_extract list_filter
list_first list_has list_has_all list_has_any list_indexof list_intersect list_last list_max list_median
list_min list_pack list_position list_prepend list_reduce list_reverse list_reverse_sort list_select
list_slice list_sort list_string_agg list_sum list_transform list_unique list_value list_zip map map_contains
map_entries map_extract map_extract_value map_from_entries map_keys map_values nullif row struct_concat
struct_extract struct_extract_at struct_has struct_insert struct_keys struct_pack struct_values to_json typeof
unnest
"""

FUNCTIONS = frozenset(" ".join((_AGGREGATES, _WINDOW, _TEXT, _NUMBERS, _TIME, _VALUES)).split())
"""Lower-case names."""

OPERATORS = frozenset(
    {
        "+", "-", "*", "/", "//", "%", "^", "**", "||", "&", "|", "<<", ">>", "~", "!", "@", "^@", "~~",
        "!~~", "~~*", "!~~*", "~~~", "->", "->>", "@>", "<@", "&&", "<->", "<=>", "=", "<>", "!=", "<",
        "<=", ">", ">=",
    }
)  # fmt: skip
"""DuckDB keeps operators as functions of these names."""

LENGTH_LIMITED = frozenset({"lpad", "rpad"})
"""Their second argument is a length, which must be a plain number up to MAX_LENGTH."""

MAX_LENGTH = 10_000
"""Characters; a padded column is tens of characters wide."""
