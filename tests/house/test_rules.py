"""Each rule of the house finds what it forbids, and leaves alone what it allows."""

from pathlib import Path

import pytest

from tests.house import boundaries, promises, shape, words

LISTED = '[tool.importlinter]\nroot_packages = ["bot"]\n[tool.setuptools.packages.find]\ninclude = ["bot"]\n'


@pytest.fixture
def tree(tmp_path):
    """Write a small tree, given as {place: words}, and return its root."""

    def written(contents: dict[str, str]) -> Path:
        for name, text in contents.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return written


def function(lines: int, name: str = "act") -> str:
    return f"def {name}():\n" + "    pass\n" * (lines - 1)


@pytest.mark.parametrize("where", ["domain/tasks.py", "tests/domain/test_tasks.py"])
def test_a_function_of_41_lines_is_too_long(tree, where):
    root = tree({where: function(40, "fits") + "class Task:\n    " + function(41).replace("\n", "\n    ")})

    assert shape.long_functions(root) == [f"{where}::Task.act is 41 lines long, at most 40"]
    assert shape.long_functions(root, excepted=frozenset({f"{where}::Task.act"})) == []


def test_two_long_functions_in_ten_are_too_many(tree):
    short = "".join(function(20, f"short_{number}") for number in range(8))
    root = tree({"domain/tasks.py": short + function(21, "first") + function(22, "second")})

    broken = shape.too_few_short_functions(root)

    assert broken == [
        "2 of 10 functions have more than 20 lines",
        "domain/tasks.py::second",
        "domain/tasks.py::first",
    ]


def test_one_long_function_in_ten_is_allowed(tree):
    short = "".join(function(20, f"short_{number}") for number in range(9))
    root = tree({"domain/tasks.py": short + function(21, "longer")})

    assert shape.too_few_short_functions(root) == []


@pytest.mark.parametrize(
    "where",
    ["domain/tasks.py", "message_templates/card.j2", "documents/plan.typ", "sandbox/page/a.js", "sandbox/a.css"],
)
def test_a_file_of_301_lines_is_too_long(tree, where):
    root = tree({where: "\n" * 301, "domain/fits.py": "\n" * 300, "tests/test_long.py": "\n" * 400})

    assert shape.long_files(root) == [f"{where} has 301 lines, at most 300"]
    assert shape.long_files(root, excepted=frozenset({where})) == []


def test_an_exception_that_nothing_needs_is_told(tree):
    root = tree({"domain/tasks.py": function(41), "domain/rules.py": function(3)})

    broken = shape.unneeded_exceptions(root, frozenset({"domain/tasks.py::act", "domain/rules.py::act"}))

    assert broken == ["domain/rules.py::act is within the rules: take its exception out"]


@pytest.mark.parametrize("where", ["bot/utils.py", "bot/slack_helpers.py", "project_manager/__init__.py"])
def test_a_module_that_could_hold_anything_is_told(tree, where):
    root = tree({where: ""})

    assert shape.empty_names(root) == [f"{where} has a name that could hold anything"]


@pytest.mark.parametrize("name", ["TaskManager", "DataLoader", "UserInfo", "HTTPService", "Utils"])
def test_a_class_that_could_hold_anything_is_told(tree, name):
    root = tree({"domain/tasks.py": f"class {name}: pass\n"})

    assert shape.empty_names(root) == [f"domain/tasks.py:1 class {name} has a name that could hold anything"]


def test_names_that_only_contain_such_letters_are_fine(tree):
    root = tree({"domain/databases.py": "class Information: pass\nclass Services: pass\nclass Dated: pass\n"})

    assert shape.empty_names(root) == []


@pytest.mark.parametrize("docstring", ["", '    """Does it"""\n'])
def test_a_use_case_without_a_sentence_is_told(tree, docstring):
    root = tree({"use_cases/tasks.py": f"def finish_task():\n{docstring}    return 1\n\ndef _inner(): return 2\n"})

    broken = shape.silent_functions(root)

    assert broken == ["use_cases/tasks.py:1 finish_task needs a docstring: a sentence a colleague could read aloud"]


def test_only_the_deciding_layers_must_speak(tree):
    root = tree(
        {
            "handlers/tasks.py": "def listen(): return 1\n",
            "domain/tasks.py": 'def age():\n    """How long a task has been open, in days."""\n    return 1\n',
        }
    )

    assert shape.silent_functions(root) == []


def test_an_empty_function_is_told_unless_it_only_declares(tree):
    promised = "class Clock(Protocol):\n    def now(self): ...\n\n"
    declared = "class Base:\n    @abc.abstractmethod\n    def act(self): ...\n"
    root = tree({"bot/clocks.py": promised + declared + "def later(): ...\n"})

    assert shape.hollow_functions(root) == ["bot/clocks.py:7 later has no body"]


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"])
def test_work_left_for_later_is_told(tree, word):
    root = tree({"message_templates/card.j2": f"{{# {word}: colours #}}\n"})

    assert words.unfinished_work(root) == [
        f"message_templates/card.j2:1 leaves work for later: {{# {word}: colours #}}"
    ]


def test_an_error_for_what_is_not_written_is_told(tree):
    line = "raise NotImplemented" + "Error"
    root = tree({"domain/tasks.py": f"{line}\n"})

    assert words.unfinished_work(root) == [f"domain/tasks.py:1 is not written: {line}"]


@pytest.mark.parametrize("host", ["files.python" + "hosted.org", "py" + "pi.org", "registry.npm" + "js.org"])
def test_a_registry_is_told(tree, host):
    root = tree({".ci/run": f"pip download https://{host}/simple\n"})

    assert words.registries(root) == [f".ci/run:1 names a registry: pip download https://{host}/simple"]


@pytest.mark.parametrize("line", ["--index-url https://mirror.example/simple", "--find-links wheels"])
def test_a_lock_that_chooses_an_index_is_told(tree, line):
    root = tree({"requirements-dev.txt": f"alembic==1.0\n{line}\n"})

    assert words.registries(root) == ["requirements-dev.txt chooses an index"]


@pytest.mark.parametrize("path", ["/wo" + "rk/main/bot", "/ro" + "ot/.cache", "/fa" + "rm/x"])
def test_a_path_of_one_machine_is_told(tree, path):
    root = tree({"Makefile": f"run:\n\tcd {path}\n"})

    assert words.machine_paths(root) == [f"Makefile:2 knows a machine: cd {path}"]


def test_papers_outside_the_repository_are_told(tree):
    line = "See ../sha" + "red/DESIGN.md"
    root = tree({"README.md": f"{line}\n"})

    assert words.machine_paths(root) == [f"README.md:1 points outside the repository: {line}"]


def test_an_address_that_only_looks_like_a_machine_path_is_fine(tree):
    root = tree({"sandbox/page/app.js": "fetch('https://example.com/wo" + "rk/items'); open('docs/wo" + "rk/plan')\n"})

    assert words.machine_paths(root) == []


@pytest.mark.parametrize(
    "reading",
    [
        "import os\nHOME = os.environ['HOME']\n",
        "import os\nHOME = os.getenv('HOME')\n",
        "import pathlib\nfrom os import environ\n",
        "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings): pass\n",
    ],
)
def test_only_bot_may_read_the_environment(tree, reading):
    root = tree({"storage/engines.py": reading, "bot/settings.py": reading, "tests/test_it.py": reading})

    assert boundaries.environment_read_elsewhere(root) == [
        "storage/engines.py:2 reads the environment, which only bot may"
    ]


@pytest.mark.parametrize("call", ["WebClient(token)", "slack_sdk.WebClient()"])
def test_only_bot_may_make_clients(tree, call):
    made = f"client = {call}\n"
    root = tree({"delivery/calls.py": made, "bot/clients.py": made, "tests/test_it.py": made})

    assert boundaries.clients_made_elsewhere(root) == ["delivery/calls.py:1 makes a WebClient, which only bot may"]


def test_a_folder_of_tests_that_is_no_package_is_told(tree):
    root = tree({"tests/__init__.py": "", "tests/domain/test_tasks.py": ""})

    assert boundaries.folders_that_are_no_packages(root) == ["tests/domain has no __init__.py"]


def test_a_package_outside_the_walls_is_told(tree):
    root = tree({"pyproject.toml": LISTED, "bot/__init__.py": "", "extras/__init__.py": "", "bench/__init__.py": ""})

    assert boundaries.packages_without_walls(root) == [
        "extras is not in root_packages",
        "extras is not in the list of packages",
    ]


def test_a_name_that_somebody_else_owns_is_told(tree):
    root = tree({"bot/__init__.py": "", "domain/__init__.py": ""})

    broken = boundaries.names_owned_by_others(root, {"domain": ["registrar"], "bot": ["steward"]})

    assert broken == ["domain is also provided by registrar"]


ASKED = '[project]\ndependencies = ["jinja2>=3", "typer"]\n[dependency-groups]\ndev = ["pytest[x]>=8"]\n'


def test_a_lock_that_fell_behind_is_told(tree):
    runtime = "jinja2==3.1 \\\n    --hash=sha256:1\n    # via typer==0\n"
    everything = "jinja2==3.2 \\\n    --hash=sha256:2\n"
    root = tree({"pyproject.toml": ASKED, "requirements.txt": runtime, "requirements-dev.txt": everything})

    assert promises.locks_that_fell_behind(root) == [
        "requirements.txt does not lock typer: make locks",
        "requirements-dev.txt does not lock pytest: make locks",
        "requirements-dev.txt differs from requirements.txt in jinja2==3.1: make locks",
    ]


def test_a_library_without_reasons_is_told(tree):
    reasons = "| Library | Saves |\n| jinja2 (with typer-like words) | templates |\n| pytest, others | tests |\n"
    root = tree({"pyproject.toml": ASKED, "docs/decisions/libraries.md": reasons})

    assert promises.libraries_without_reasons(root) == ["typer has no line in docs/decisions/libraries.md"]


def test_a_feature_without_its_test_is_told(tree):
    rows = [
        "| Feature | What | Command or button | Test |",
        "| --- | --- | --- | --- |",
        "| B1 | Create | `/project create` | `tests/test_a.py::test_it_works` |",
        "| B2 | Start | `/project start` | `tests/test_a.py::test_that_went_away` |",
        "| B3 | Hold | `/project hold` | later |",
        "| B4 | Close | `/project close` | `tests/test_gone.py::test_it_works` |",
    ]
    root = tree({"docs/features.md": "\n".join(rows), "tests/test_a.py": "def test_it_works(): assert 1 + 1 == 2\n"})

    assert promises.features_without_tests(root) == [
        "B3 names no test",
        "B2: there is no tests/test_a.py::test_that_went_away",
        "B4: there is no tests/test_gone.py::test_it_works",
    ]


def test_a_tour_whose_pictures_are_not_what_the_stories_see_is_told(tree):
    tour = "![a](tour/scope.png) ![b](tour/plan.png) ![c](tour/gone.png) ![d](tour/twice.png)"
    pictures = {f"docs/tour/{name}.png": "" for name in ("scope", "plan", "twice", "old")}
    story = 'person.look("scope")\nperson.look("gone")\nperson.look("twice")\nperson.look("twice")\n'
    root = tree({"docs/tour.md": tour, "tests/browser/test_a.py": story, **pictures})

    assert promises.tour_that_shows_nothing(root) == [
        "docs/tour/gone.png is not there: python -m tests.browser.tour",
        "docs/tour/plan.png is taken by 0 stories, not one",
        "docs/tour/twice.png is taken by 2 stories, not one",
        "docs/tour.md does not show docs/tour/old.png",
    ]


def test_an_empty_list_of_features_is_told(tree):
    root = tree({"docs/features.md": "# Features\n"})

    assert len(promises.features_without_tests(root)) == 1


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ('{{ {"type": "video", "title": title} | tojson }}', "video"),
        ('{{ picker("users_select") }}', "users_select"),
        ("{% set kind = 'rich_text_quote' %}", "rich_text_quote"),
    ],
)
def test_a_type_that_the_page_does_not_draw_is_told(tree, template, kind):
    lists = 'export const DRAWN = {\n  blocks: ["section"],\n  elements: ["button"], // not "video"\n};\n'
    allowed = '{{ {"type": "section", "text": {"type": "mrkdwn"}} | tojson }}\n'
    root = tree(
        {"message_templates/card.j2": allowed + template, "sandbox/page/drawn.js": lists + 'const x = "video";\n'}
    )

    broken = promises.types_not_drawn(root)

    assert broken == [f"message_templates/card.j2 uses {kind}, which sandbox/page/drawn.js does not list"]


def test_a_page_without_its_list_draws_nothing(tree):
    root = tree({"message_templates/card.j2": '{"type": "divider"}', "sandbox/page/index.html": ""})

    assert len(promises.types_not_drawn(root)) == 1
