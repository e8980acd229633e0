"""What the command says, in Spanish, Portuguese and English, for people who do not program."""

from datetime import UTC, datetime

from .audit import AuditReport
from .errors import LogError
from .notes import Signed
from .verification import VerifiedReceipt

_TEXTS = {
    "en": {
        "verified": "VERIFIED",
        "refused": "NOT VERIFIED",
        "entry": "Entry {number} of book {book}, {year}, of the office {office}. Legal date "
        "{legal_date}; registered at {registered_at}.",
        "leaf": "The entry with hash {leaf_hash}.",
        "place": "It is in the log {origin}, at place {place} of {size}.",
        "log": "Signed by the log: {signatures}.",
        "immediate": "Stage: immediate. The log's own signature holds; no known witness has "
        "signed yet.",
        "witnessed": "Stage: witnessed. Also signed by {signatures}.",
        "at": "{name} ({algorithm}, {moment})",
        "untimed": "{name} ({algorithm})",
        "receipt": "This is not a whole, unchanged receipt.",
        "leaf_step": "What was registered cannot be told from the receipt.",
        "log_step": "The log did not sign this receipt with the keys given, or it was altered.",
        "witnesses": "The witnesses you ask for have not signed.",
        "inclusion": "The entry is not in the signed log, or the receipt was altered.",
        "unchecked_of_log": "NOT CHECKED: {signatures}, signed in the log's own name, since no key "
        "given is theirs. A byte changed inside them goes unnoticed: give every key of the log "
        "with --key.",
        "unchecked": "Not checked: {signatures}, of witnesses whose key was not given.",
        "number": "{name} (key {key_id})",
        "signatures": "A signature in this receipt could not be checked with the keys given.",
        "audit_failed": "The published log is not in order.",
        "detail": "Detail: {cause}",
        "expected": "Expected: {expected}",
        "example": "Example: {example}",
        "audited": "The log {origin} is in order: {size} entries lead to the signed root, and all "
        "tiles belong to them.",
        "book": "Book {book}, {year}: numbers 1 to {last}, no gap.",
        "records": "Public records: {records}. Entries of other formats: {foreign}.",
        "since": "It continues the earlier checkpoint of {since} entries.",
    },
    "es": {
        "verified": "VERIFICADO",
        "refused": "NO VERIFICADO",
        "entry": "Asiento {number} del libro {book}, {year}, de la oficina {office}. Fecha legal "
        "{legal_date}; registrado el {registered_at}.",
        "leaf": "El asiento con huella {leaf_hash}.",
        "place": "Está en el registro público {origin}, en el lugar {place} de {size}.",
        "log": "Firmado por el registro: {signatures}.",
        "immediate": "Etapa: inmediata. La firma del propio registro es válida; ningún testigo "
        "conocido ha firmado todavía.",
        "witnessed": "Etapa: con testigos. También lo firman {signatures}.",
        "at": "{name} ({algorithm}, {moment})",
        "untimed": "{name} ({algorithm})",
        "receipt": "No es un recibo completo y sin cambios.",
        "leaf_step": "Del recibo no se puede saber qué se registró.",
        "log_step": "El registro no firmó este recibo con las claves dadas, o el recibo fue "
        "alterado.",
        "witnesses": "Faltan firmas de los testigos que se piden.",
        "inclusion": "El asiento no está en el registro firmado, o el recibo fue alterado.",
        "unchecked_of_log": "SIN COMPROBAR: {signatures}, a nombre del propio registro, porque "
        "ninguna clave dada es la suya. Un byte cambiado dentro no se notaría: dé todas las claves "
        "del registro con --key.",
        "unchecked": "Sin comprobar: {signatures}, de testigos cuya clave no se dio.",
        "number": "{name} (clave {key_id})",
        "signatures": "Una firma de este comprobante no pudo comprobarse con las claves dadas.",
        "audit_failed": "El registro publicado no está en orden.",
        "detail": "Detalle (en inglés): {cause}",
        "expected": "Se esperaba: {expected}",
        "example": "Ejemplo: {example}",
        "audited": "El registro {origin} está en orden: {size} asientos llevan a la raíz firmada y "
        "todas las teselas les corresponden.",
        "book": "Libro {book}, {year}: números 1 a {last}, sin huecos.",
        "records": "Anotaciones públicas: {records}. Entradas de otros formatos: {foreign}.",
        "since": "Continúa el punto de control anterior, de {since} entradas.",
    },
    "pt": {
        "verified": "VERIFICADO",
        "refused": "NÃO VERIFICADO",
        "entry": "Registo {number} do livro {book}, {year}, do serviço {office}. Data legal "
        "{legal_date}; registado em {registered_at}.",
        "leaf": "O registo com o resumo {leaf_hash}.",
        "place": "Está no registo público {origin}, na posição {place} de {size}.",
        "log": "Assinado pelo registo: {signatures}.",
        "immediate": "Etapa: imediata. A assinatura do próprio registo é válida; nenhuma "
        "testemunha conhecida assinou ainda.",
        "witnessed": "Etapa: com testemunhas. Também assinam {signatures}.",
        "at": "{name} ({algorithm}, {moment})",
        "untimed": "{name} ({algorithm})",
        "receipt": "Não é um recibo completo e sem alterações.",
        "leaf_step": "O recibo não permite saber o que foi registado.",
        "log_step": "O registo não assinou este recibo com as chaves dadas, ou o recibo foi "
        "alterado.",
        "witnesses": "Faltam assinaturas das testemunhas pedidas.",
        "inclusion": "O registo não está no livro assinado, ou o recibo foi alterado.",
        "unchecked_of_log": "POR VERIFICAR: {signatures}, em nome do próprio registo, porque "
        "nenhuma chave dada é a sua. Um byte alterado lá dentro não se notaria: dê todas as chaves "
        "do registo com --key.",
        "unchecked": "Por verificar: {signatures}, de testemunhas cuja chave não foi dada.",
        "number": "{name} (chave {key_id})",
        "signatures": "Uma assinatura deste recibo não pôde ser verificada com as chaves dadas.",
        "audit_failed": "O registo publicado não está em ordem.",
        "detail": "Pormenor (em inglês): {cause}",
        "expected": "Esperava-se: {expected}",
        "example": "Exemplo: {example}",
        "audited": "O registo {origin} está em ordem: {size} entradas levam à raiz assinada e "
        "todos os blocos lhes correspondem.",
        "book": "Livro {book}, {year}: números 1 a {last}, sem falhas.",
        "records": "Anotações públicas: {records}. Entradas de outros formatos: {foreign}.",
        "since": "Continua o ponto de controlo anterior, de {since} entradas.",
    },
}
LANGUAGES = tuple(_TEXTS)
_STEPS = {
    "receipt": "receipt",
    "leaf": "leaf_step",
    "log": "log_step",
    "witnesses": "witnesses",
    "inclusion": "inclusion",
    "signatures": "signatures",
}


def describe_receipt(verified: VerifiedReceipt, language: str) -> str:
    """What a receipt proves, a sentence per line."""
    say = _TEXTS[language]
    head = verified.checkpoint
    what = (
        say["entry"].format(**verified.entry)
        if verified.entry
        else say["leaf"].format(leaf_hash=verified.leaf_hash.hex())
    )
    lines = [
        say["verified"],
        what,
        say["place"].format(origin=head.origin, place=verified.index + 1, size=head.size),
        say["log"].format(signatures=_signatures(verified.log_signatures, say)),
        say[verified.stage].format(signatures=_signatures(verified.cosignatures, say)),
    ]
    return "\n".join([*lines, *_unchecked(verified, say)])


def _unchecked(verified: VerifiedReceipt, say: dict[str, str]) -> list[str]:
    own = verified.unchecked_of_log
    others = [line for line in verified.unchecked if line not in own]
    return [
        say[key].format(
            signatures="; ".join(
                say["number"].format(name=line.name, key_id=line.key_id.hex()) for line in lines
            )
        )
        for key, lines in (("unchecked_of_log", own), ("unchecked", others))
        if lines
    ]


def describe_audit(report: AuditReport, language: str) -> str:
    """What an audit checked, a sentence per line."""
    say = _TEXTS[language]
    head = report.checkpoint
    lines = [say["verified"], say["audited"].format(origin=head.origin, size=head.size)]
    lines += [
        say["book"].format(book=book, year=year, last=last)
        for (book, year), last in sorted(report.books.items())
    ]
    lines.append(say["records"].format(records=report.records, foreign=report.foreign))
    if report.since is not None:
        lines.append(say["since"].format(since=report.since))
    lines.append(say["log"].format(signatures=_signatures(report.signatures, say)))
    return "\n".join(lines)


def describe_refusal(error: LogError, language: str) -> str:
    """Why something was not verified: the step in plain words, then the detail."""
    say = _TEXTS[language]
    lines = [say["refused"], say[_STEPS.get(error.step, "audit_failed")]]
    return "\n".join([*lines, *_detail(error, say)])


def describe_usage_error(error: LogError, language: str) -> str:
    """What is wrong with the command as it was given."""
    return "\n".join(_detail(error, _TEXTS[language]))


def _detail(error: LogError, say: dict[str, str]) -> list[str]:
    parts = {"cause": error.cause, "expected": error.expected, "example": error.example}
    keys = {"cause": "detail", "expected": "expected", "example": "example"}
    return [say[keys[part]].format(**{part: text}) for part, text in parts.items() if text]


def _signatures(signatures: tuple[Signed, ...], say: dict[str, str]) -> str:
    return "; ".join(_signature(item, say) for item in signatures)


def _signature(signed: Signed, say: dict[str, str]) -> str:
    parts = {"name": signed.key.name, "algorithm": signed.key.algorithm.label}
    if not signed.timestamp:
        return say["untimed"].format(**parts)
    return say["at"].format(**parts, moment=_moment(signed.timestamp))


def _moment(timestamp: int) -> str:
    try:
        return f"{datetime.fromtimestamp(timestamp, UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (OverflowError, ValueError, OSError):
        return f"{timestamp} s"
