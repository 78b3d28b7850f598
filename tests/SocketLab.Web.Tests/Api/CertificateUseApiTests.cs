using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>Certificates as endpoints use them: named, trusted or not, and kept while in use.</summary>
public sealed class CertificateUseApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Certificate_in_use_stays()
    {
        var id = (await lab.PostAsync("/api/certificates", """{ "generate": { } }""")).Body.GetProperty("id").GetString();
        var (endpoint, _) = await lab.CreateAsync(
            "tcpListener",
            $$""" "tcp": { "tls": { "enabled": true, "certificateId": "{{id}}" } } """
        );
        var refused = (await lab.DeleteAsync($"/api/certificates/{id}")).MustBe(409, "certificateInUse");
        Assert.Contains(
            lab.Supervisor.Get(endpoint).Definition.Name,
            refused.Body.GetProperty("title").GetString(),
            StringComparison.Ordinal
        );
        await lab.DeleteAsync($"/api/endpoints/{endpoint}");
        Assert.Equal(204, (await lab.DeleteAsync($"/api/certificates/{id}")).Status);
        (await lab.PostAsync("/api/endpoints", $$"""{ "kind": "tcpListener", "tcp": { "tls": { "certificateId": "{{id}}" } } }""")).MustBe(
            400,
            "invalidRequest",
            "$.tcp.tls.certificateId"
        );
    }

    [Theory]
    [InlineData("""{ "kind": "udpListener", "tcp": { "tls": { "enabled": true } } }""", "$.tcp.tls.enabled")]
    [InlineData("""{ "kind": "tcpListener", "tcp": { "tls": { "minimumVersion": "ssl3" } } }""", "$.tcp.tls.minimumVersion")]
    [InlineData("""{ "kind": "tcpListener", "tcp": { "tls": { "alpn": ["ok", ""] } } }""", "$.tcp.tls.alpn[1]")]
    [InlineData("""{ "kind": "tcpListener", "tcp": { "tls": { "alpn": [1] } } }""", "$.tcp.tls.alpn[0]")]
    [InlineData("""{ "kind": "tcpListener", "tcp": { "tls": { "trustedCertificateId": "nope" } } }""", "$.tcp.tls.trustedCertificateId")]
    public async Task Wrong_options_are_refused_by_path(string request, string path) =>
        (await lab.PostAsync("/api/endpoints", request)).MustBe(400, "invalidRequest", path);

    [Fact]
    public async Task Client_that_does_not_trust_is_faulted_with_the_reason()
    {
        var (_, port) = await lab.CreateAsync("tcpListener", """ "tcp": { "tls": { "enabled": true } } """);
        var (client, _) = await lab.CreateAsync(
            "tcpClient",
            $$""" "remote": { "host": "127.0.0.1", "port": {{port}} }, "tcp": { "tls": { "enabled": true } } """
        );
        var fault = (await lab.GetAsync($"/api/endpoints/{client}")).Body.GetProperty("fault");
        JsonMust.Equal("""{ "code": "tlsHandshakeFailed", "message": "*", "hint": "*" }""", fault);
        Assert.Contains("self-signed", fault.GetProperty("message").GetString(), StringComparison.Ordinal);
        (await lab.PostAsync($"/api/endpoints/{client}/start")).MustBe(409, "tlsHandshakeFailed");
        await lab.PatchAsync($"/api/endpoints/{client}", """{ "tcp": { "tls": { "trustedCertificateId": "self-signed" } } }""");
        Assert.Equal("running", (await lab.PostAsync($"/api/endpoints/{client}/start")).Body.GetProperty("state").GetString());
    }
}
