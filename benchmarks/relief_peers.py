"""The relief amount written for two other engines, so that they do the same work in one run."""

import json
import time

import numpy as np
import zen
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FIRM = build_entity(key="firm", plural="firms", label="Firm", is_person=True)
PERIOD = "2020"


class Size(Enum):
    """Size of the firm."""

    small = "中小企业"
    large = "大型企业"


class Goods(Enum):
    """Goods made."""

    medical = "医护用品"
    disinfection = "消杀用品"
    other = "其他"


class size(Variable):  # noqa: N801
    """An input."""

    value_type, possible_values, default_value = Enum, Size, Size.small
    entity, definition_period = FIRM, DateUnit.YEAR


class goods(Variable):  # noqa: N801
    """An input."""

    value_type, possible_values, default_value = Enum, Goods, Goods.other
    entity, definition_period = FIRM, DateUnit.YEAR


class months_interest(Variable):  # noqa: N801
    """An input, in yuan."""

    value_type, entity, definition_period = float, FIRM, DateUnit.YEAR


class year_interest(Variable):  # noqa: N801
    """An input, in yuan."""

    value_type, entity, definition_period = float, FIRM, DateUnit.YEAR


class relief(Variable):  # noqa: N801
    """The amount, in yuan."""

    value_type, entity, definition_period = float, FIRM, DateUnit.YEAR

    def formula(firm, period):  # noqa: N805
        """The second sentence for makers, else the first for small and medium firms."""
        made, kind = firm("goods", period), firm("size", period)
        maker = (made == Goods.medical) + (made == Goods.disinfection)
        small = np.minimum(np.round(firm("months_interest", period) * 0.3, 2), 300_000)
        full = np.minimum(firm("year_interest", period), 1_000_000)
        return np.where(maker, full, np.where(kind == Size.small, small, 0))


def by_openfisca(codes: dict[str, np.ndarray], how: str) -> tuple[float, float, np.ndarray]:
    """Seconds to load the firms, seconds to work out, and the amounts in fen (from floats).

    ``how`` they are loaded: as "codes" (arrays of integers), as "text" (arrays of names), or as
    "cases" (its dictionary of entities, as its web interface takes them).
    """
    kind, made, months, year = codes.values()
    names = np.array([*Size.__members__])[kind], np.array([*Goods.__members__])[made]
    cases = _cases(names, months, year) if how == "cases" else {}
    start = time.perf_counter()
    system = TaxBenefitSystem([FIRM])
    for variable in (size, goods, months_interest, year_interest, relief):
        system.add_variable(variable)
    if how == "cases":
        simulation = SimulationBuilder().build_from_entities(system, cases)
    else:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(kind))
        text = how == "text"
        simulation.set_input("size", PERIOD, names[0] if text else kind.astype(np.int16))
        simulation.set_input("goods", PERIOD, names[1] if text else made.astype(np.int16))
        simulation.set_input("months_interest", PERIOD, months / 100)
        simulation.set_input("year_interest", PERIOD, year / 100)
    loaded = time.perf_counter()
    amounts = simulation.calculate("relief", PERIOD)
    return loaded - start, time.perf_counter() - loaded, amounts.astype(np.float64) * 100


LOAN = build_entity(key="loan", plural="loans", label="Loan", is_person=True)
BORROWER = build_entity(
    key="borrower", plural="borrowers", label="Borrower", roles=[{"key": "loan", "plural": "loans"}]
)


class counts(Variable):  # noqa: N801
    """Whether a loan is from a financial institution and of the months of the measure."""

    value_type, entity, definition_period = bool, LOAN, DateUnit.YEAR


class from_an_institution(Variable):  # noqa: N801
    """An input."""

    value_type, entity, definition_period = bool, LOAN, DateUnit.YEAR


class months_of_loan(Variable):  # noqa: N801
    """An input, in yuan."""

    value_type, entity, definition_period = float, LOAN, DateUnit.YEAR


class year_of_loan(Variable):  # noqa: N801
    """An input, in yuan."""

    value_type, entity, definition_period = float, LOAN, DateUnit.YEAR


class borrower_size(size):  # noqa: N801
    """An input."""

    value_type, possible_values, default_value = Enum, Size, Size.small
    entity, definition_period = BORROWER, DateUnit.YEAR


class borrower_goods(goods):  # noqa: N801
    """An input."""

    value_type, possible_values, default_value = Enum, Goods, Goods.other
    entity, definition_period = BORROWER, DateUnit.YEAR


class borrower_relief(Variable):  # noqa: N801
    """The amount of a firm with its loans summed, in yuan."""

    value_type, entity, definition_period = float, BORROWER, DateUnit.YEAR

    def formula(borrower, period):  # noqa: N805
        """As in `relief`, from sums over the loans."""
        bank = borrower.members("from_an_institution", period)
        months = borrower.sum(
            borrower.members("months_of_loan", period) * bank * borrower.members("counts", period)
        )
        year = borrower.sum(borrower.members("year_of_loan", period) * bank)
        made = borrower("borrower_goods", period)
        kind = borrower("borrower_size", period)
        maker = (made == Goods.medical) + (made == Goods.disinfection)
        small = np.minimum(np.round(months * 0.3, 2), 300_000)
        full = np.minimum(year, 1_000_000)
        return np.where(maker, full, np.where(kind == Size.small, small, 0))


def whole_by_openfisca(
    firms: dict[str, np.ndarray], loans: dict[str, np.ndarray]
) -> tuple[float, np.ndarray]:
    """Seconds to load firms and loans by their names and to work out; the amounts in fen.

    OpenFisca asks that every group has a member.
    """
    start = time.perf_counter()
    system = TaxBenefitSystem([LOAN, BORROWER])
    for variable in (
        counts, from_an_institution, months_of_loan, year_of_loan,
        borrower_size, borrower_goods, borrower_relief,
    ):  # fmt: skip
        system.add_variable(variable)
    builder = SimulationBuilder()
    builder.create_entities(system)
    number = len(loans["owner"])
    builder.declare_person_entity("loan", range(number))
    borrowers = builder.declare_entity("borrower", firms["name"])
    builder.join_with_persons(borrowers, loans["owner"], np.zeros(number, dtype=np.int16))
    simulation = builder.build(system)
    for name in ("counts", "from_an_institution"):
        simulation.set_input(name, PERIOD, loans[name])
    simulation.set_input("months_of_loan", PERIOD, loans["months"] / 100)
    simulation.set_input("year_of_loan", PERIOD, loans["year"] / 100)
    simulation.set_input("borrower_size", PERIOD, firms["size"].astype(np.int16))
    simulation.set_input("borrower_goods", PERIOD, firms["goods"].astype(np.int16))
    amounts = simulation.calculate("borrower_relief", PERIOD)
    return time.perf_counter() - start, amounts.astype(np.float64) * 100


def _cases(
    names: tuple[np.ndarray, np.ndarray], months: np.ndarray, year: np.ndarray
) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    rows = zip(*(column.tolist() for column in (*names, months / 100, year / 100)), strict=True)
    keys = ("size", "goods", "months_interest", "year_interest")
    return {
        "firms": {
            str(number): {key: {PERIOD: value} for key, value in zip(keys, row, strict=True)}
            for number, row in enumerate(rows)
        }
    }


def _table() -> str:
    """The same as a graph of zen-engine: one expression between input and output."""
    amount = (
        "goods == 'other' ? (size == 'small' ? min([floor((months * 3 + 5) / 10), 30000000]) : 0)"
        " : min([year, 100000000])"
    )
    node = {"key": "amount", "value": amount, "id": "e1"}
    return json.dumps(
        {
            "nodes": [
                {"id": "in", "type": "inputNode", "name": "in"},
                {"id": "work", "type": "expressionNode", "name": "work",
                 "content": {"expressions": [node]}},
                {"id": "out", "type": "outputNode", "name": "out"},
            ],
            "edges": [
                {"id": "a", "sourceId": "in", "targetId": "work", "type": "edge"},
                {"id": "b", "sourceId": "work", "targetId": "out", "type": "edge"},
            ],
        }
    )  # fmt: skip


def by_zen(months: int, year: int, times: int = 20_000) -> tuple[int, float]:
    """The amount of one small firm in fen, and seconds a decision."""
    decision = zen.ZenEngine().create_decision(_table())
    facts = {"size": "small", "goods": "other", "months": months, "year": year}
    amount = int(decision.evaluate(facts)["result"]["amount"])
    start = time.perf_counter()
    for _ in range(times):
        decision.evaluate(facts)
    return amount, (time.perf_counter() - start) / times
