"""The kinds of syntax that a statement may be made of, as sqlglot names them."""

from sqlglot import exp

_QUERY = (
    exp.CTE, exp.Except, exp.From, exp.Having, exp.Intersect, exp.Join, exp.Lateral, exp.Limit, exp.Offset,
    exp.Order, exp.Ordered, exp.Qualify, exp.Select, exp.Subquery, exp.Table, exp.TableAlias, exp.Union,
    exp.Values, exp.Where, exp.With, exp.Group, exp.GroupingSets, exp.Cube, exp.Rollup, exp.Fetch,
)  # fmt: skip

_EXPRESSION = (
    exp.Alias, exp.All, exp.Any, exp.Between, exp.Boolean, exp.Bracket, exp.Column, exp.DataType,
    exp.DataTypeParam, exp.Distinct, exp.Dot, exp.Escape, exp.Filter, exp.Glob, exp.Identifier,
    exp.IgnoreNulls, exp.Interval, exp.IntervalSpan, exp.JSONPath, exp.JSONPathFilter, exp.JSONPathKey,
    exp.JSONPathRoot, exp.JSONPathSelector, exp.JSONPathSlice, exp.JSONPathSubscript, exp.JSONPathWildcard,
    exp.Kwarg, exp.Lambda, exp.Literal, exp.Null, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Paren,
    exp.PropertyEQ, exp.RawString, exp.RespectNulls, exp.SimilarTo, exp.Slice, exp.Star, exp.TimeUnit,
    exp.Tuple, exp.Var, exp.Window, exp.WindowSpec, exp.WithinGroup, exp.AtTimeZone, exp.Aliases, exp.In,
)  # fmt: skip

_OPERATION = (
    exp.Add, exp.BitwiseAnd, exp.BitwiseLeftShift, exp.BitwiseNot, exp.BitwiseOr, exp.BitwiseRightShift,
    exp.BitwiseXor, exp.Div, exp.DPipe, exp.EQ, exp.GT, exp.GTE, exp.ILike, exp.IntDiv, exp.Is, exp.Like,
    exp.LT, exp.LTE, exp.Mod, exp.Mul, exp.NEQ, exp.Neg, exp.Not, exp.Sub,
)  # fmt: skip

NODES: frozenset[type[exp.Expr]] = frozenset((*_QUERY, *_EXPRESSION, *_OPERATION))
"""Exactly these classes, never a subclass of one."""

FUNCTION_NODES = frozenset(
    {
        "And", "ApproxDistinct", "Array", "ArrayAgg", "ArrayAppend", "ArrayConcat", "ArrayContains",
        "ArrayContainsAll", "ArrayDistinct", "ArrayMax", "ArrayMin", "ArrayOverlaps",
        "ArrayPrepend", "ArraySize", "BitwiseAndAgg", "BitwiseOrAgg", "BitwiseXorAgg", "Case",
        "Cast", "Collate", "CountIf", "CurrentDate", "CurrentTime", "CurrentTimestamp", "DateBin",
        "DateDiff", "DateFromParts", "DateTrunc", "DayOfMonth", "DayOfWeek", "DayOfWeekIso",
        "DayOfYear", "Exists", "Explode", "Extract", "GroupConcat", "If", "JSONExtract",
        "JSONExtractArray", "JSONExtractScalar", "JSONObject", "JarowinklerSimilarity",
        "LogicalAnd", "LogicalOr", "Map", "Or", "Pad", "PercentileCont", "PercentileDisc", "Pow",
        "RegexpFullMatch", "RegexpLike", "RegexpSplit", "SHA2", "StrPosition", "StrToTime",
        "StringToArray", "Struct", "TimeFromParts", "TimeToStr", "TimeToUnix", "TimestampFromParts",
        "TimestampTrunc", "ToMap", "Transform", "TryCast", "TsOrDsToDate", "UnixToTime", "Unnest",
        "VarMap", "Xor",
    }
)  # fmt: skip
"""Functions that sqlglot has a class for and calls by another name than DuckDB does."""

_TYPE_NAMES = """
ARRAY BIGINT BOOLEAN CHAR DATE DATETIME DATETIME2 DATETIME64 DECIMAL DOUBLE FLOAT INT INT128 INTERVAL JSON
LIST MAP NCHAR NULL NVARCHAR SMALLINT STRUCT TEXT TIME TIMESTAMP TIMESTAMPLTZ TIMESTAMPNTZ TIMESTAMPTZ
TIMESTAMP_MS TIMESTAMP_NS TIMESTAMP_S TINYINT UBIGINT UINT UINT128 USMALLINT UTINYINT UUID VARCHAR
BIGDECIMAL DECIMAL32 DECIMAL64 DECIMAL128 UDECIMAL
"""

TYPES: frozenset[exp.DType] = frozenset(
    exp.DType[name] for name in _TYPE_NAMES.split() if name in exp.DType.__members__
)
"""What a value may be cast to; no names of types from the catalogue."""
