"""How Sphinx builds this documentation: `poe docs`."""

import fmref

project = "fmref"
author = "fmref contributors"
copyright = "fmref contributors; text and data CC BY 4.0, code Apache-2.0"
version = release = fmref.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["README.*.md"]  # front pages of the repository; that of these pages is index
nb_execution_mode = "off"  # the tests execute them
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"fmref {release}"
html_static_path = ["_static"]
html_css_files = ["fmref.css"]

default_role = "code"
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100

nitpick_ignore = [
    *(
        # The standard library: its inventory would have to be fetched from the network.
        ("py:class", name)
        for name in (
            "collections.abc.Callable",
            "collections.abc.Collection",
            "collections.abc.Iterable",
            "collections.abc.Iterator",
            "collections.abc.Mapping",
            "collections.abc.Sequence",
            "datetime.date",
            "os.PathLike",
            "pathlib.Path",
        )
    ),
    *(
        # Aliases, most of fmref.schema; data-format.md explains those that a reader needs.
        ("py:class", name)
        for name in (
            "AttributeType",
            "BeforeValidator",
            "CitationStyle",
            "Field",
            "FrozenMap",
            "Group",
            "Id",
            "Kind",
            "Level",
            "SentenceText",
            "NameStatus",
            "PartialDate",
            "Ranked",
            "Relation",
            "Several",
            "Statements",
            "StringConstraints",
            "TermStatus",
            "Text",
            "Value",
            "_factor",
        )
    ),
    *(("py:class", name) for name in ("pyarrow.lib.RecordBatch", "pyarrow.lib.Schema", "DataFrame")),  # of engines
    ("py:class", "fmref.query.E"),  # the type variable of Selection
]
