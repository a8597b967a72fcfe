"""What a tenant taught us: golden queries, words of its own, and joins. It lies in the tenant's catalogue."""

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from services.common.errors import StorageQuotaError

MAX_GOLDEN_QUERIES = 500
MAX_SYNONYMS = 1_000
MAX_JOINS = 1_000
MAX_CHARACTERS = 250_000
"""Of all of it: every process that reads the catalogue holds it, and it is imported with one small body."""


class GoldenQuery(BaseModel):
    """A question and the SQL that a person approved for it."""

    model_config = ConfigDict(frozen=True)

    golden_id: str
    question: str
    sql: str
    approved_at: datetime


class Synonym(BaseModel):
    """A word of the tenant's, and the word of the data that it stands for."""

    model_config = ConfigDict(frozen=True)

    synonym_id: str
    phrase: str
    means: str
    is_name: bool = False
    """Whether it meant a table or a header by its name when it was taught: without that it means nothing."""


class Join(BaseModel):
    """Two columns, and whether questions may join them."""

    model_config = ConfigDict(frozen=True)

    join_id: str
    table: str
    column: str
    to_table: str
    to_column: str
    verdict: Literal["confirmed", "forbidden"]


class Taught(BaseModel):
    """All of it, by ids that follow from the question, the phrase and the joined columns."""

    model_config = ConfigDict(frozen=True)

    golden_queries: dict[str, GoldenQuery] = {}
    synonyms: dict[str, Synonym] = {}
    joins: dict[str, Join] = {}

    def adding(
        self,
        golden: Iterable[GoldenQuery] = (),
        synonyms: Iterable[Synonym] = (),
        joins: Iterable[Join] = (),
    ) -> "Taught":
        """Return it with more; what has the same question, phrase or columns is replaced.

        Raises:
            StorageQuotaError: It would be more than is kept.
        """
        more = Taught(
            golden_queries={**self.golden_queries, **{each.golden_id: each for each in golden}},
            synonyms={**self.synonyms, **{each.synonym_id: each for each in synonyms}},
            joins={**self.joins, **{each.join_id: each for each in joins}},
        )
        more._demand_room()
        return more

    def without(self, key: str) -> "Taught":
        """Return it without the golden query, the synonym or the join of that id."""
        return Taught(
            golden_queries={k: each for k, each in self.golden_queries.items() if k != key},
            synonyms={k: each for k, each in self.synonyms.items() if k != key},
            joins={k: each for k, each in self.joins.items() if k != key},
        )

    def _demand_room(self) -> None:
        texts = [len(each.question) + len(each.sql) for each in self.golden_queries.values()]
        texts += [len(each.phrase) + len(each.means) for each in self.synonyms.values()]
        texts += [
            len(each.table + each.column + each.to_table + each.to_column) for each in self.joins.values()
        ]
        if (
            len(self.golden_queries) > MAX_GOLDEN_QUERIES
            or len(self.synonyms) > MAX_SYNONYMS
            or len(self.joins) > MAX_JOINS
            or sum(texts) > MAX_CHARACTERS
        ):
            raise StorageQuotaError(
                f"At most {MAX_GOLDEN_QUERIES} golden queries, {MAX_SYNONYMS:,} synonyms and {MAX_JOINS:,} "
                f"joins are kept, with {MAX_CHARACTERS:,} characters together. Delete some first.",
                retry_after_seconds=60,
            )


def taught_id(kind: str, text: str) -> str:
    """Return the id of what was taught for a text, whatever its case, accents' form and spaces."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(f"{kind}\0{plain}".encode()).hexdigest()[:32]
