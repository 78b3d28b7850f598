using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>Numbers in queries and payloads are digits and nothing else: what the framework's readers skip is refused.</summary>
public sealed class NumberApiTests(WebLab lab) : IClassFixture<WebLab>
{
    public static TheoryData<string> NoNumbers => ["5%00", "%005", "+5", "%2B5", "-5", "5.0", "5%20", "0x5", "%D9%A5", "5e0"];

    [Theory]
    [MemberData(nameof(NoNumbers))]
    public async Task A_query_has_digits(string text)
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        (await lab.GetAsync($"/api/endpoints/{id}/entries?limit={text}")).MustBe(400, "invalidRequest", "$.limit");
        (await lab.GetAsync($"/api/endpoints/{id}/entries?after={text}")).MustBe(400, "invalidRequest", "$.after");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port={text}", [1])).MustBe(400, "invalidRequest", "$.port");
    }

    [Theory]
    [InlineData("\\x4\0", false)]
    [InlineData("\\u{41\0}", false)]
    [InlineData("{{counter:5\0}}", true)]
    [InlineData("{{counter:+5}}", true)]
    [InlineData("{{length:d6\0}}", true)]
    [InlineData("{{random:\0005}}", true)]
    public async Task A_payload_has_digits(string data, bool template)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(data);
        var payload = $$"""{ "data": {{text}}, "template": {{(template ? "true" : "false")}} }""";
        var to = """{ "host": "127.0.0.1", "port": 9 }""";
        (await lab.PostAsync("/api/send", $$"""{ "protocol": "udp", "payload": {{payload}}, "to": {{to}} }""")).MustBe(
            400,
            "badPayload",
            "$.payload.data"
        );
    }
}
