"""The house's walls: what a machine can check, a machine checks; tests/house shows that each rule can fail."""

from functools import partial
from importlib.metadata import packages_distributions

import pytest

from tests.house import boundaries, promises, shape, words
from tests.house.tree import ROOT

# Where the usual size would make things worse: the name, and why. At most five.
EXCEPTIONS: dict[str, str] = {}

excepted = frozenset(EXCEPTIONS)

RULES = {
    "no function is longer than 40 lines": partial(shape.long_functions, excepted=excepted),
    "nine functions in ten have at most 20 lines": shape.too_few_short_functions,
    "no file is longer than 300 lines": partial(shape.long_files, excepted=excepted),
    "no exception outlives its need": partial(shape.unneeded_exceptions, excepted=excepted),
    "no name could hold anything": shape.empty_names,
    "what decides says what it does": shape.silent_functions,
    "no function stands empty": shape.hollow_functions,
    "no work is left for later": words.unfinished_work,
    "no registry is named": words.registries,
    "no machine is known": words.machine_paths,
    "only bot reads the environment": boundaries.environment_read_elsewhere,
    "only bot makes clients": boundaries.clients_made_elsewhere,
    "every folder of tests is a package": boundaries.folders_that_are_no_packages,
    "every package has its walls": boundaries.packages_without_walls,
    "our names are ours": partial(boundaries.names_owned_by_others, owners=packages_distributions()),
    "the locks hold what is asked for": promises.locks_that_fell_behind,
    "every library has its reasons": promises.libraries_without_reasons,
    "the page draws what the templates say": promises.types_not_drawn,
    "the tour shows what the stories see": promises.tour_that_shows_nothing,
}
# The list of features is written when the first ones work; from then on every row needs its test.
if (ROOT / "docs" / "features.md").exists():
    RULES["every feature has its test"] = promises.features_without_tests


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_tree_keeps_the_rule(rule):
    broken = rule(ROOT)

    assert broken == [], "\n" + "\n".join(broken)


def test_exceptions_are_few_and_say_why():
    reasons = list(EXCEPTIONS.values())

    assert len(reasons) <= 5
    assert all(len(reason.split()) >= 4 for reason in reasons)
