using System.Text;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Core.Tests.Payloads.Reading;

/// <summary>JSON and XML are indented where bytes are that, and nothing that looks like them does any harm.</summary>
public sealed class PrettyTextTests
{
    [Fact]
    public void JSON_is_indented_and_shows_what_hides() =>
        Assert.Equal("{\n  \"a\": [\n    1,\n    \"\\u{202e}x\"\n  ]\n}", Json("""{"a":[1,"\u202ex"]}"""));

    [Theory]
    [InlineData("{not json")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("")]
    public void What_is_no_JSON_document_is_none(string text) => Assert.Null(Json(text));

    [Fact]
    public void XML_is_indented() =>
        Assert.Equal(
            "<?xml version=\"1.0\"?>\n<a x=\"1\">\n"
                + "  <b:c xmlns:b=\"urn:b\" />\n  <d>t &amp; u</d>\n  <!--n-->\n  <e><![CDATA[<]]></e>\n</a>",
            Xml("""<?xml version="1.0"?><a x="1"><b:c xmlns:b="urn:b"/><d>t &amp; u</d><!--n--><e><![CDATA[<]]></e></a>""")
        );

    [Theory]
    [InlineData("<a>")]
    [InlineData("<34>1 2026-01-01T00:00:00Z host app - - - syslog is no XML")]
    [InlineData("<a></b>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]
    [InlineData("<a/><b/>")]
    public void What_is_no_XML_document_is_none_and_no_entity_is_expanded(string text) => Assert.Null(Xml(text));

    [Fact]
    public void A_document_type_alone_is_passed_over() =>
        Assert.Equal("<a />", Xml("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>"));

    [Fact]
    public void What_is_too_deep_or_would_grow_too_much_is_shown_as_it_came()
    {
        Assert.Null(Json(new string('[', 100) + new string(']', 100)));
        Assert.Null(Json(new string('[', 60) + string.Join(',', Enumerable.Repeat("1", 100_000)) + new string(']', 60)));
        Assert.Null(Xml(string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000))));
        Assert.Null(
            Xml(
                string.Concat(Enumerable.Repeat("<a>", 60))
                    + string.Concat(Enumerable.Repeat("<b/>", 50_000))
                    + string.Concat(Enumerable.Repeat("</a>", 60))
            )
        );
    }

    [Fact]
    public void The_encoding_counts() =>
        Assert.Equal("{\n  \"a\": \"é\"\n}", PrettyText.Json(Encoding.BigEndianUnicode.GetBytes("{\"a\":\"é\"}"), PayloadEncoding.Utf16Be));

    private static string? Json(string text) => PrettyText.Json(Encoding.UTF8.GetBytes(text), PayloadEncoding.Utf8);

    private static string? Xml(string text) => PrettyText.Xml(Encoding.UTF8.GetBytes(text), PayloadEncoding.Utf8);
}
