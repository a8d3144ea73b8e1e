"""Components are used as declared, or the template does not compile."""

import pytest
from django.template import Context, RequestContext, engines
from django.template.exceptions import TemplateSyntaxError
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from sambayan.common.components import COMPONENTS
from sambayan.common.guard import Refusal
from sambayan.common.parts.samples import sample
from sambayan.common.templatetags.ui import draw

EXAMPLES = [
    pytest.param(part, example, id=f"{part.name}-{example.title}")
    for part in COMPONENTS.values()
    for example in part.examples
]


def template(source):
    """The compiled template, with the engine the house uses."""
    return engines["django"].from_string(source).template


def html(source, **values):
    """What the source draws."""
    return template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('{% c "buton" label="A" %}', "Unknown component 'buton'. Did you mean 'button'?"),
        ('{% c "zzzz" %}', f"Unknown component 'zzzz'. Known: {', '.join(sorted(COMPONENTS))}."),
        ('{% c "button" labl="A" %}', "Component 'button' has no prop 'labl'. Did you mean 'label'?"),
        ('{% c "button" %}', "Component 'button' lacks 'label'."),
        ('{% c "tag" label="A" hx_get="/" %}', "Component 'tag' has no prop 'hx_get'. Known: icon, kind, label."),
        (
            '{% c "button" label="A" kind="filed" %}',
            "Component 'button', prop 'kind': 'filed' is not possible. Did you mean 'filled'?",
        ),
        ("{% c button %}", "'c' wants the quoted name of a component first."),
        ("{% c %}", "'c' wants the quoted name of a component first."),
        ('{% c "button" "A" %}', "'c \"button\"' takes props as name=value, not '\"A\"'."),
        (
            '{% cblock "tag" label="A" %}{% endcblock %}',
            "Component 'tag' takes no content: write {% c \"tag\" %}.",
        ),
        ('{% c "theme_switch" zzzz="A" %}', "Component 'theme_switch' has no prop 'zzzz'. Known: none."),
    ],
)
def test_misuse_does_not_compile(source, message):
    with pytest.raises(TemplateSyntaxError) as refused:
        template(source)
    assert str(refused.value) == message


def test_a_value_known_only_when_drawn_is_not_refused_when_compiled():
    assert 'class="tag is-good"' in html('{% c "tag" label="A" kind=kind %}', kind="good")


def test_nothing_of_the_page_leaks_into_a_component():
    assert "secret" not in html('{% c "tag" label="A" %}', icon="secret", kind="secret")


def test_an_absent_value_takes_the_default():
    assert html('{% c "tag" label="A" kind=nothing icon=none %}', none=None) == html('{% c "tag" label="A" %}')


def test_content_is_drawn_in_its_page_and_words_are_escaped():
    drawn = html('{% cblock "card" title=title %}<b>{{ word }}</b>{% endcblock %}', title="<i>", word="<u>")
    assert "&lt;i&gt;" in drawn
    assert "<b>&lt;u&gt;</b>" in drawn


def test_attributes_are_handed_on():
    drawn = html('{% c "button" label="A" hx_get="/x" data_opens="sign" aria_label=none %}', none=None)
    assert 'hx-get="/x"' in drawn
    assert 'data-opens="sign"' in drawn
    assert "aria-label" not in drawn


def test_a_refused_button_says_why_and_who():
    refusal = Refusal("Menunggu mitra.", "Dapat dilakukan koordinator.")
    drawn = html('{% c "button" label="Terbitkan" reason=refusal %}', refusal=refusal)
    assert 'aria-disabled="true"' in drawn
    assert 'type="button"' in drawn
    assert "Menunggu mitra. Dapat dilakukan koordinator." in drawn


def test_ids_differ_within_a_page_and_agree_between_pages():
    source = '{% c "sparkline" values=values %}{% c "sparkline" values=values %}'

    def page():
        return template(source).render(RequestContext(RequestFactory().get("/"), {"values": [80, 82]}))

    assert 'id="sparkline-1"' in page()
    assert 'id="sparkline-2"' in page()


@pytest.mark.parametrize(("part", "example"), EXAMPLES)
def test_every_example_is_drawn_with_declared_props(part, example):
    values = example.values()
    assert set(values) <= set(part.props)
    assert {name for name, prop in part.props.items() if prop.is_required} <= set(values)
    context = Context()
    context.template = template("")
    drawn = draw(part, {**values, "slot": mark_safe(example.slot)}, context)
    assert drawn.strip()
    assert "None" not in drawn
    assert " style=" not in drawn


def test_every_component_has_an_example_and_a_sentence():
    assert [part.name for part in COMPONENTS.values() if not part.examples or not part.doc.endswith(".")] == []


def test_an_error_stands_between_label_and_field_and_is_tied_to_it():
    form = sample(bound=True)
    drawn = html('{% c "field" field=field %}', field=form["reason"])
    key = form["reason"].auto_id
    assert drawn.index("<label") < drawn.index(f'id="{key}-error"') < drawn.index("<input")
    assert f'aria-describedby="{key}-error"' in drawn


def test_rows_and_optional_are_shown():
    drawn = html('{% c "field" field=field rows=7 %}', field=sample()["note"])
    assert 'rows="7"' in drawn
    assert "(boleh kosong)" in drawn


def test_nothing_is_chosen_beforehand():
    assert " checked" not in html('{% c "segmented" field=field %}', field=sample()["result"])


def test_the_error_summary_of_a_good_form_is_empty():
    form = sample()
    assert html('{% c "error_summary" form=form %}', form=form).strip() == ""


def test_an_error_of_the_whole_form_has_no_address():
    form = sample(bound=True)
    form.add_error(None, "Periode sudah dikunci.")
    assert "<li>Periode sudah dikunci.</li>" in html('{% c "error_summary" form=form %}', form=form)
