"""A Brazilian *carta de serviço* as servicos.gov.br publishes it (XML, schema v3).

The published schema is wider than what it says (an unbounded choice) and the letters are wider
than the schema: what is not known is noted, what is mandatory and missing is refused. Mandatory
are name, description, body, and whether it is free. `id` may come from the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.domains.catalogue.letters.plain import plain_text
from ventanilla.domains.catalogue.letters.xml_reader import Element, LetterRefused, read_xml

NAMESPACE = "http://servicos.gov.br/v3/schema"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 200
LONGEST_NAME = 400
LONGEST_TEXT = 20_000
LARGEST_AMOUNT = 65_535
UNITS = frozenset({"minutos", "horas", "dias", "dias-corridos", "dias-uteis", "meses", "anos"})
_CHANNELS_TEXT = """
aplicativo-movel e-mail fax postal presencial sms telefone web web-acompanhar web-agendar
web-calcular-taxas web-consultar web-declarar web-emitir web-inscrever-se
web-postos-de-atendimento web-preencher web-simular
"""
CHANNELS = frozenset(_CHANNELS_TEXT.split())
_ELEMENTS_TEXT = """
id dbId nome sigla contato nomes-populares descricao gratuito porcentagem-manual
porcentagem-digital porcentagem servico-digital link-servico-digital solicitantes
tempo-total-estimado validade-documento etapas orgao segmentos-da-sociedade areas-de-interesse
palavras-chave legislacoes servicos-relacionados condicoes-acessibilidade
tratamento-dispensado-atendimento tratamento-prioritario
"""
_KNOWN = frozenset(_ELEMENTS_TEXT.split())
_STEP = frozenset(
    ["titulo", "descricao", "documentos", "custos", "canais-de-prestacao", "tempo-total-estimado"]
)
_VALIDITY = frozenset({"valido-por", "sem-validade", "descricao", "quantidade", "tipo", "unidade"})
_COST = frozenset({"descricao", "moeda", "valor", "valorVariavel", "statusCustoVariavel"})
_TIMES = frozenset({"entre", "ate", "em-media", "atendimento-imediato", "nao-estimado-ainda"})


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter read: its slug, its content as JSON values, and what was noted by line."""

    slug: str
    content: dict[str, Any]
    notes: tuple[tuple[int, str], ...] = ()


def read_letter(content: bytes, *, name: str) -> Letter:
    """The letter in the bytes of a file called `name`. Raises LetterRefused."""
    root = read_xml(content)
    if root.name != "servico" or root.namespace != NAMESPACE:
        raise LetterRefused(
            _("No es una carta: se espera <servico> en %s.") % NAMESPACE, line=root.line
        )
    return _Reading(root).letter(name)


class _Reading:
    """One pass over a letter."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.notes: list[tuple[int, str]] = []
        self.parts = self.by_name(root, _KNOWN)

    def letter(self, name: str) -> Letter:
        slug = self.slug(name)
        content = {
            "name": self.demanded("nome", longest=LONGEST_NAME).replace("\n", " "),
            "acronym": self.words("sigla"),
            "popular_names": self.items("nomes-populares"),
            "description": self.demanded("descricao"),
            "contact": self.words("contato"),
            "free": self.truth("gratuito", demanded=True),
            "digital": self.truth("servico-digital"),
            "digital_link": self.address("link-servico-digital"),
            "applicants": self.applicants(),
            "time": self.time(self.parts.get("tempo-total-estimado")),
            "validity": self.validity(),
            "steps": self.steps(),
            "body": self.body(),
            "segments": self.items("segmentos-da-sociedade"),
            "areas": self.items("areas-de-interesse"),
            "keywords": self.items("palavras-chave"),
            "norms": self.items("legislacoes"),
            "accessibility": self.words("condicoes-acessibilidade"),
            "treatment": self.words("tratamento-dispensado-atendimento"),
            "priority": self.words("tratamento-prioritario"),
        }
        return Letter(slug, content, tuple(self.notes))

    # What every part is read with

    def by_name(self, parent: Element, known: frozenset[str]) -> dict[str, Element]:
        """Each child once; a stranger is noted, a repeated one refused."""
        found: dict[str, Element] = {}
        for child in parent.children:
            if child.name not in known or child.namespace != NAMESPACE:
                self.note(child, _("No se usa <%s>: el esquema no lo tiene.") % child.name)
            elif child.name in found:
                raise LetterRefused(_("<%s> está dos veces.") % child.name, line=child.line)
            else:
                found[child.name] = child
        return found

    def note(self, element: Element, said: str) -> None:
        if len(self.notes) < 50:
            self.notes.append((element.line, said))

    def text(self, element: Element | None, *, longest: int = LONGEST_TEXT) -> str:
        if element is None:
            return ""
        for child in element.children:
            self.note(child, _("No se usa <%s>: aquí se espera un texto.") % child.name)
        said = plain_text(element.text)
        if len(said) > longest:
            raise LetterRefused(
                _("<%(name)s> tiene %(length)d caracteres y el máximo es %(limit)d.")
                % {"name": element.name, "length": len(said), "limit": longest},
                line=element.line,
            )
        return said

    def words(self, name: str) -> str:
        return self.text(self.parts.get(name))

    def demanded(self, name: str, *, longest: int = LONGEST_TEXT) -> str:
        said = self.text(self.parts.get(name), longest=longest)
        if not said:
            where = self.parts.get(name, self.root).line
            raise LetterRefused(_("Falta <%s>, que es obligatorio.") % name, line=where)
        return said

    def items(self, name: str) -> list[str]:
        part = self.parts.get(name)
        found = [self.text(item) for item in (part.children if part else [])]
        return list(dict.fromkeys(said for said in found if said))

    def truth(self, name: str, *, demanded: bool = False) -> bool | None:
        part = self.parts.get(name)
        if part is None or not part.text:
            if demanded and part is None:
                raise LetterRefused(
                    _("Falta <%s>, que es obligatorio.") % name, line=self.root.line
                )
            return None
        if part.text not in {"true", "false"}:
            raise LetterRefused(
                _("<%(name)s> dice «%(said)s»: se espera true o false.")
                % {"name": name, "said": part.text[:40]},
                line=part.line,
            )
        return part.text == "true"

    def address(self, name: str) -> str:
        part = self.parts.get(name)
        said = part.text if part else ""
        if said and not said.startswith(("http://", "https://")):
            assert part is not None
            self.note(part, _("<%s> no es una dirección http: no se muestra.") % name)
            return ""
        return said[:2000]

    def amount(self, element: Element, attribute: str) -> int:
        said = element.attributes.get(attribute, "")
        if not re.fullmatch(r"\d{1,5}", said) or int(said) > LARGEST_AMOUNT:
            raise LetterRefused(
                _("En <%(name)s>, %(attribute)s dice «%(said)s»: se espera un número entero.")
                % {"name": element.name, "attribute": attribute, "said": said[:20]},
                line=element.line,
            )
        return int(said)

    def unit(self, element: Element, said: str) -> str:
        if said not in UNITS:
            raise LetterRefused(
                _("En <%(name)s>, la unidad «%(said)s» no es ninguna de: %(units)s.")
                % {"name": element.name, "said": said[:20], "units": ", ".join(sorted(UNITS))},
                line=element.line,
            )
        return said

    # The parts of a letter

    def slug(self, name: str) -> str:
        part = self.parts.get("id")
        said = part.text if part else ""
        line = part.line if part else self.root.line
        if not said:
            said = name.rsplit("/", 1)[-1].removesuffix(".xml")
            self.note(part or self.root, _("No trae <id>: se toma «%s», del archivo.") % said)
        if not SLUG.fullmatch(said) or len(said) > LONGEST_SLUG:
            raise LetterRefused(
                _("El id «%s» no sirve de dirección: minúsculas, números y guiones.") % said[:60],
                line=line,
            )
        return said

    def body(self) -> dict[str, str]:
        part = self.parts.get("orgao")
        if part is None or not part.attributes.get("id", "").strip():
            line = (part or self.root).line
            raise LetterRefused(_("Falta <orgao> con su id, que es obligatorio."), line=line)
        name = next((self.text(c) for c in part.children if c.name == "nomeOrgao"), "")
        return {"id": part.attributes["id"].strip()[:300], "name": name}

    def applicants(self) -> list[dict[str, str]]:
        part = self.parts.get("solicitantes")
        found = []
        for one in part.children if part else []:
            named = self.by_name(one, frozenset({"tipo", "requisitos"}))
            said = {
                "kind": self.text(named.get("tipo")),
                "requirements": self.text(named.get("requisitos")),
            }
            if any(said.values()):
                found.append(said)
        return found

    def time(self, part: Element | None) -> dict[str, Any]:
        """{kind, min, max, unit, note}; kind is empty where the letter gives none."""
        if part is None:
            return {"kind": "", "note": ""}
        named = self.by_name(part, _TIMES | {"descricao"})
        note = self.text(named.pop("descricao", None))
        if len(named) > 1:
            second = list(named.values())[1]
            raise LetterRefused(_("<%s> da otro tiempo más.") % second.name, line=second.line)
        if not named:
            return {"kind": "", "note": note}
        kind, element = next(iter(named.items()))
        said: dict[str, Any] = {"kind": kind, "note": note}
        if kind in {"entre", "ate", "em-media"}:
            said["max"] = self.amount(element, "max")
            said["unit"] = self.unit(element, element.attributes.get("unidade", ""))
        if kind == "entre":
            said["min"] = self.amount(element, "min")
        return said

    def validity(self) -> dict[str, Any]:
        part = self.parts.get("validade-documento")
        if part is None:
            return {}
        named = self.by_name(part, _VALIDITY)
        said: dict[str, Any] = {"note": self.text(named.get("descricao"))}
        if "valido-por" in named:
            said["max"] = self.amount(named["valido-por"], "max")
            unit = named["valido-por"].attributes.get("unidade", "")
            said["unit"] = self.unit(named["valido-por"], unit)
        elif "quantidade" in named:
            said |= self.quantity(named["quantidade"], named.get("unidade"))
        said["for_ever"] = "sem-validade" in named
        return said

    def quantity(self, amount: Element, unit: Element | None) -> dict[str, Any]:
        """What letters write in place of `valido-por`; a half of it says nothing."""
        if not re.fullmatch(r"\d{1,5}", amount.text) or unit is None or not unit.text:
            self.note(amount, _("La validez no trae número y unidad: no se muestra."))
            return {}
        return {"max": int(amount.text), "unit": self.unit(unit, unit.text)}

    def steps(self) -> list[dict[str, Any]]:
        part = self.parts.get("etapas")
        return [self.step(one) for one in (part.children if part else [])]

    def step(self, one: Element) -> dict[str, Any]:
        if one.name != "etapa":
            raise LetterRefused(_("Se espera <etapa> y dice <%s>.") % one.name, line=one.line)
        named = self.by_name(one, _STEP)
        return {
            "title": self.text(named.get("titulo")),
            "description": self.text(named.get("descricao")),
            "documents": list(self.by_case(named.get("documentos"), self.document)),
            "costs": list(self.by_case(named.get("custos"), self.cost)),
            "channels": list(self.by_case(named.get("canais-de-prestacao"), self.channel)),
            "time": self.time(named.get("tempo-total-estimado")),
        }

    def by_case(self, part: Element | None, read: Any) -> Iterator[dict[str, Any]]:
        """{case, items}: what is asked of all (`case` empty) and of some only."""
        for case in part.children if part else []:
            if case.name not in {"default", "caso"}:
                self.note(case, _("No se usa <%s>: el esquema no lo tiene.") % case.name)
                continue
            items = [said for said in map(read, case.children) if said]
            if items:
                yield {"case": plain_text(case.attributes.get("descricao", "")), "items": items}

    def document(self, item: Element) -> str:
        if item.name == "documento":
            item = next((c for c in item.children if c.name == "descricao"), Element("", "", 0, {}))
        return self.text(item)

    def cost(self, item: Element) -> dict[str, str] | None:
        named = self.by_name(item, _COST)
        said = {
            "what": self.text(named.get("descricao")),
            "currency": named["moeda"].text[:10] if "moeda" in named else "",
            "value": self.text(named.get("valor"), longest=200),
            "varies": self.text(named.get("valorVariavel")),
        }
        return said if said["what"] or said["value"] or said["varies"] else None

    def channel(self, item: Element) -> dict[str, str] | None:
        kind = item.attributes.get("tipo", "")
        if kind not in CHANNELS:
            raise LetterRefused(
                _("El canal «%s» no es ninguno de los del esquema.") % kind[:40], line=item.line
            )
        texts = [self.text(child) for child in item.children if child.name == "descricao"]
        said = {
            "kind": kind,
            "text": "\n".join(text for text in texts if text),
            "when_down": plain_text(item.attributes.get("procedimento-sistema-indisponivel", "")),
        }
        return said if said["text"] or said["when_down"] else None
