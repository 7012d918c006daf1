"""The public surface: what is there, and what importing it costs."""

import inspect
import subprocess
import sys

import pytest

import fmref

HEAVY = (
    *("pydantic", "yaml", "jieba", "hazm", "numpy", "rapidfuzz", "markdown_it", "click", "rich", "babel"),
    *("narwhals", "pandas", "polars", "pyarrow"),
)


def loaded_by(code: str) -> set[str]:
    """The modules of `HEAVY` that a fresh interpreter holds after running `code`."""
    check = f"{code}; import sys; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, encoding="utf8")
    return set(done.stdout.split())


def test_all_names_are_there_and_sorted() -> None:
    """`__all__` lists the public names once, in order; each can be imported and has a docstring."""
    assert sorted(fmref.__all__) == fmref.__all__
    assert all(inspect.getdoc(getattr(fmref, name)) for name in fmref.__all__)
    assert set(dir(fmref)) == {*fmref.__all__, "__version__"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = fmref.nothing


def test_every_public_class_and_error_is_public() -> None:
    """Whoever catches an error of the library finds it at the top."""
    from fmref import errors

    assert set(errors.__all__) <= set(fmref.__all__)


def test_importing_loads_nothing_heavy() -> None:
    """Nor does looking up a name; only a record needs pydantic, only a near miss rapidfuzz."""
    fmref.load()  # compiled now, if it has to be
    assert loaded_by("import fmref") == set()
    assert loaded_by("import fmref; fmref.resolve('GPT-4')") == set()
    assert loaded_by("import fmref; fmref.translate('微调', 'fa')") == set()
    assert not loaded_by("import fmref; fmref.translate_terms('fine-tuning', 'fa')") & {"pydantic", "yaml", "click"}
    assert not loaded_by("import fmref; fmref.check_pair('3 layers', '۴ لایه')") & {"pydantic", "yaml", "click"}
    assert loaded_by("import fmref; fmref.model('GPT-4')") <= {"pydantic", "babel"}
    assert loaded_by("import fmref; fmref.explain('GPT-nine')") == {"rapidfuzz"}
    assert loaded_by("import fmref; fmref.ask('GPT-3 参数')") == {"babel"}
    assert loaded_by("import fmref; fmref.compare('GPT-3', 'BLOOM'); fmref.timeline('Llama')") == {"babel"}
    assert loaded_by("import fmref; fmref.normalize(['GPT-4', None]).ambiguous") == set()


def test_the_module_functions_do_what_the_catalog_does() -> None:
    """Two doors, one behaviour."""
    cat = fmref.load()

    assert cat.resolve("GPT-4") == fmref.resolve("GPT-4")
    assert cat.explain("gpt-9") == fmref.explain("gpt-9")
    assert cat.search("llama") == fmref.search("llama")
    assert list(cat.normalize(["GPT-4", None])) == list(fmref.normalize(["GPT-4", None]))
    assert cat.translate("微调", "fa") == fmref.translate("微调", "fa")
    assert cat.translate_terms("微调", "fa") == fmref.translate_terms("微调", "fa")
    assert cat.check_pair("3 层", "4 layers") == fmref.check_pair("3 层", "4 layers")
    assert cat.model("GPT-4") == fmref.model("GPT-4")
    assert cat.term("微调") == fmref.term("微调")


def test_version_is_the_one_of_the_package() -> None:
    """One number in two places."""
    from importlib.metadata import version

    assert fmref.__version__ == version("fmref")
