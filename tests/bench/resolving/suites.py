"""The suites of the benchmark: from public files and resolvers to tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal

from resolving.peers import Answer, Resolver
from resolving.scores import Agreement, b_cubed, loose_key, pair_agreement
from resolving.tables import Table, share
from resolving.upstream import Link, Upstream

__all__ = ["hub_pairs", "leaderboard_names", "model_links", "ollama_tags"]

Verdict = Literal["right", "wrong", "ambiguous", "none"]
Pairs = list[tuple[str, str]]


# --- Links of models.dev ---


def model_links(
    upstream: Upstream, resolvers: Sequence[Resolver], errors: Mapping[Link, str], misses: list[str]
) -> list[Table]:
    """Suite 1: what providers call a model, against the hand-made links of models.dev."""
    links = upstream.links()
    targets: dict[str, set[str]] = defaultdict(set)
    for link in links:
        targets[link.name].add(link.target)
    names = _names_of_targets(upstream, links, errors)
    plain = [link for link in links if len(targets[link.name]) == 1]
    bare = list({link.name: link._replace(provider="") for link in plain}.values())
    wrong_names = {link.name for link in errors}
    sets = {
        "bare id": bare,
        "bare id, less known errors": [link for link in bare if link.name not in wrong_names],
        "id with provider": plain,
        "id with provider, less known errors": [link for link in plain if link not in errors],
    }
    found = []
    for title, asked in sets.items():
        rows = []
        for resolver in resolvers:
            counts: Counter[Verdict] = Counter()
            for link in asked:
                answer = resolver.ask(link.name, link.provider or None)
                verdict = judge(answer, names[link.target])
                counts[verdict] += 1
                if resolver.name == "fmref" and verdict != "right" and title in ("bare id", "id with provider"):
                    said = "known error" if link in errors or (not link.provider and link.name in wrong_names) else ""
                    misses.append("\t".join(["link", verdict, *link, str(answer and answer.names), said]))
            rows.append([resolver.name, *_counts(counts, len(asked))])
        found.append(Table(f"models.dev links, {title} ({len(asked):,})", _LINK_HEAD, rows))
    two = sorted({link.name for link in links} - {link.name for link in plain})
    rows = [[r.name, *_on_ambiguous(r, two, targets, names)] for r in resolvers]
    found.append(
        Table(
            f"Ids that models.dev links to two models ({len(two)})",
            ["resolver", "one of the two", "another", "none"],
            rows,
        )
    )
    return found


_LINK_HEAD: Final = ["resolver", "right", "wrong", "several", "none", "right %", "wrong %"]


def _counts(counts: Counter[Verdict], total: int) -> list[str]:
    cells = [str(counts[verdict]) for verdict in ("right", "wrong", "ambiguous", "none")]
    return [*cells, share(counts["right"], total), share(counts["wrong"], total)]


def judge(answer: Answer | None, right: frozenset[str]) -> Verdict:
    """Whether an answer is the model that bears the names of which `right` holds the loose keys; echoes are none."""
    if answer is None or answer.status == "echo":
        return "none"
    if answer.status == "ambiguous":
        return "ambiguous"
    return "right" if any(loose_key(name) in right for name in answer.names) else "wrong"


def _on_ambiguous(
    resolver: Resolver, ids: Iterable[str], targets: Mapping[str, set[str]], names: Mapping[str, frozenset[str]]
) -> list[str]:
    counts: Counter[Verdict] = Counter()
    for name in ids:
        right = frozenset[str]().union(*(names[target] for target in targets[name]))
        counts[judge(resolver.ask(name, None), right)] += 1
    return [str(counts["right"]), str(counts["wrong"]), str(counts["none"] + counts["ambiguous"])]


def _names_of_targets(
    upstream: Upstream, links: Sequence[Link], errors: Mapping[Link, str]
) -> dict[str, frozenset[str]]:
    """The loose keys of all names of each model: id, shown name, repository of the weights, and linked ids.

    A linked id is left out where the link is a known error, where it links to two models, or where another model bears
    its key as its id or name: the name of one model may not make another right.
    """
    own = {}
    for model in upstream.models():
        weights = (entry["url"] for entry in model.get("weights") or ())
        own[model["id"]] = {loose_key(name) for name in (model["id"], model["name"], *weights)}
    linked: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link not in errors:
            linked[loose_key(link.name)].add(link.target)
    owned = Counter(key for keys in own.values() for key in keys)
    found = {target: set(keys) for target, keys in own.items()}
    for key, to in linked.items():
        if len(to) == 1 and not owned[key]:
            found[next(iter(to))].add(key)
    return {target: frozenset(keys) for target, keys in found.items()}


# --- Repositories of two hubs ---


def hub_pairs(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str]) -> list[Table]:
    """Suite 2: names of the same weights on two hubs, which need no truth but their being the same."""
    factory = upstream.llama_factory()
    sets: dict[str, Pairs] = {
        "ModelScope and Hugging Face, by ms-swift": upstream.ms_swift(),
        "ModelScope and Hugging Face, by LLaMA-Factory": [(ms, hf) for _, hf, ms in factory if ms and hf],
        "Name and Hugging Face, by LLaMA-Factory": [(name, hf) for name, hf, _ in factory if hf],
        "ModelScope and Hugging Face, by Xinference": list(_xinference_pairs(upstream.xinference())),
        "GGUF file and its repository, by Xinference": list(_gguf_files(upstream.xinference())),
    }
    return [_pair_table(title, pairs, resolvers, misses) for title, pairs in sets.items()]


def _pair_table(title: str, pairs: Pairs, resolvers: Sequence[Resolver], misses: list[str]) -> Table:
    different = list(dict.fromkeys(p for p in pairs if p[0].casefold() != p[1].casefold()))
    rows = []
    for resolver in resolvers:
        answer = cache(resolver.identity)
        score = pair_agreement(different, answer, nested=resolver.nested)
        rows.append([resolver.name, *_agreement(score)])
        if resolver.name == "fmref":
            for one, other in different:
                if answer(one) != answer(other) or answer(one) is None:
                    misses.append("\t".join([title, one, other, str(answer(one)), str(answer(other))]))
    return Table(f"{title} ({len(different):,} pairs)", _PAIR_HEAD, rows)


_PAIR_HEAD: Final = ["resolver", "both answered", "% of pairs", "agree", "nested", "agree %", "agree or nested %"]


def _agreement(score: Agreement) -> list[str]:
    return [
        str(score.both),
        share(score.both, score.pairs),
        str(score.agree),
        str(score.nested),
        share(score.agree, score.both),
        share(score.agree + score.nested, score.both),
    ]


def _xinference_pairs(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Repositories on two hubs of one name, size, format and quantization, where each hub has just one."""
    cells: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for quantization in row["quantizations"].split("|"):
            key = (row["model_name"], row["size_b"], row["format"], quantization)
            cells[key][row["hub"]].add(row["repo"].replace("{quantization}", quantization))
    for hubs in cells.values():
        one, other = hubs["modelscope"], hubs["huggingface"]
        if len(one) == len(other) == 1:
            yield next(iter(one)), next(iter(other))


def _gguf_files(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The name of every GGUF file with the repository in which it lies."""
    for row in rows:
        if row["format"] == "ggufv2" and row["file_template"] and row["hub"] == "huggingface":
            for quantization in row["quantizations"].split("|"):
                yield row["file_template"].replace("{quantization}", quantization), row["repo"]


# --- Tags of Ollama ---


def ollama_tags(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str]) -> list[Table]:
    """Suite 3: tags with one hash are one file, whatever they are called."""
    tags = dict(upstream.ollama())
    by_hash: dict[str, list[str]] = defaultdict(list)
    for tag, digest in tags.items():
        by_hash[digest].append(tag)
    pairs = [(one, other) for names in by_hash.values() for one in names for other in names if one < other]
    explicit = [p for p in pairs if not any(tag.endswith(":latest") for tag in p)]
    found = [
        _pair_table("Ollama tags of one hash", pairs, resolvers, misses),
        _pair_table("Ollama tags of one hash, without latest", explicit, resolvers, []),
    ]
    truth = dict(tags)
    rows = []
    for resolver in resolvers:
        answers = {tag: resolver.identity(tag) for tag in tags}
        score = b_cubed(answers, truth, apart=known_apart)
        shared = {tag: answers[tag] for tag in tags if len(by_hash[tags[tag]]) > 1}
        recall = b_cubed(shared, truth, apart=known_apart).recall
        answered = sum(answer is not None for answer in answers.values())
        scores = [f"{value:.3f}" for value in (score.precision, score.recall, score.f1, recall)]
        rows.append([resolver.name, str(answered), share(answered, len(tags)), *scores])
    head = ["resolver", "answered", "% of tags", "precision", "recall", "F1", "recall, shared hashes"]
    found.append(Table(f"Ollama tags clustered by answer, B-cubed ({len(tags):,} tags)", head, rows))
    return found


_SIZE: Final = re.compile(r"(?<![\w.])(?:\d+x)?\d+(?:\.\d+)?[bm](?![a-z0-9])")


def known_apart(one: str, other: str) -> bool:
    """Whether two Ollama tags of different hashes are surely two models.

    They are where the name before the colon differs, or where both state a size and these differ. Two tags of one name
    and size may be quantizations of one model or not; the hash does not say.
    """
    if one.partition(":")[0] != other.partition(":")[0]:
        return True
    sizes = [_SIZE.findall(tag.partition(":")[2]) for tag in (one, other)]
    return all(sizes) and sizes[0][0] != sizes[1][0]


# --- Names of leaderboards ---


def leaderboard_names(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str]) -> list[Table]:
    """Suite 4: two names of one row of HELM, and names of one paper or repository in two tables of Epoch AI."""
    helm = upstream.helm()
    found = [
        _pair_table("Name and display name of HELM", helm, resolvers, misses),
        _pair_table(
            "Names of one link in two tables of Epoch AI", list(_epoch_pairs(upstream.epoch())), resolvers, misses
        ),
    ]
    truth: dict[str, str] = {}
    for name, shown in helm:
        truth.setdefault(name, name)
        truth.setdefault(shown, name)
    rows = []
    for resolver in resolvers:
        answers = {name: resolver.identity(name) for name in truth}
        score = b_cubed(answers, truth, apart=lambda a, b: _undated(truth[a]) != _undated(truth[b]))
        answered = sum(answer is not None for answer in answers.values())
        scores = [f"{value:.3f}" for value in (score.precision, score.recall, score.f1)]
        rows.append([resolver.name, str(answered), share(answered, len(truth)), *scores])
    head = ["resolver", "answered", "% of names", "precision", "recall", "F1"]
    found.append(Table(f"Names of HELM clustered by answer, B-cubed ({len(truth):,} names)", head, rows))
    return found


_SNAPSHOT: Final = re.compile(r"[-@](?:\d{4}|\d{8}|\d{4}-\d\d-\d\d|\d\d-\d{4}|00\d|v\d+:\d|preview|turbo|exp)(?=-|$)")


def _undated(name: str) -> str:
    """A name of HELM without what tells snapshots and servings of one model apart."""
    return loose_key(_SNAPSHOT.sub("", _SNAPSHOT.sub("", name)))


def _epoch_pairs(tables: Iterable[Sequence[Mapping[str, Any]]]) -> Iterator[tuple[str, str]]:
    """Names under one link in two tables, where each of the tables has that link just once."""
    linked: list[dict[str, str]] = []
    for rows in tables:
        links = Counter(row["Link"].strip() for row in rows)
        linked.append({row["Link"].strip(): row["Model"].strip() for row in rows if links[row["Link"].strip()] == 1})
    for position, table in enumerate(linked):
        for later in linked[position + 1 :]:
            yield from ((table[link], later[link]) for link in table if link and link in later)
