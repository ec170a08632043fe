from hypothesis import given
from hypothesis import strategies as st

from bot.playground.text import delivered, escape, rich_text, unescape

NAMES = {"@awssec": "<@UBOT>", "#general": "<#C1|general>"}


def test_mentions_channels_and_links_become_slacks_tokens():
    typed = "hey @awssec, see #general and https://aws.amazon.com/waf?a=1&b=2."
    assert delivered(typed, NAMES) == (
        "hey <@UBOT>, see <#C1|general> and <https://aws.amazon.com/waf?a=1&amp;b=2>."
    )


def test_unknown_names_and_mail_addresses_stay_as_typed():
    assert delivered("@nobody a@awssec.io x@awssec", NAMES) == "@nobody a@awssec.io x@awssec"


def test_a_typed_mention_token_is_only_text():
    assert delivered("<@UBOT> <!channel>", NAMES) == "&lt;@UBOT&gt; &lt;!channel&gt;"


def test_rich_text_splits_text_links_and_mentions():
    [block] = rich_text("<@U1> a &amp; b <https://a.b|site>")
    assert block["elements"][0]["elements"] == [
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " a & b "},
        {"type": "link", "url": "https://a.b", "text": "site"},
    ]


@given(st.text())
def test_escaping_can_be_undone_and_leaves_no_angle_brackets(text: str):
    assert unescape(escape(text)) == text
    assert not set("<>") & set(escape(text))


@given(st.text(alphabet="@#<>& aws-ecgnrl./:htp"))
def test_whatever_is_typed_only_known_names_and_web_addresses_become_tokens(text: str):
    rest = delivered(text, NAMES)
    for token in NAMES.values():
        rest = rest.replace(token, "")
    for part in rest.split("<")[1:]:
        assert part.startswith(("http://", "https://"))
