using Bunit;
using MudBlazor.Services;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Endpoints.Fields;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class TlsFieldsTests : BunitContext
{
    public TlsFieldsTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudBlazor.MudPopoverProvider>();
    }

    [Fact]
    public void One_click_encrypts_a_listener_with_its_own_certificate()
    {
        var form = new EndpointForm(new EndpointDefinition { Kind = EndpointKind.TcpListener }.WithDefaults());
        var fields = RenderFields<TlsFields>(form);
        Assert.Empty(fields.FindAll("select"));
        fields.Find("[data-testid=tls-enabled]").Change(true);
        Assert.Equal("SocketLab's own, made when it is needed", fields.Find("option").TextContent);
        Assert.Equal(new TlsOptions { Enabled = true }, form.ToDefinition().Tcp.Tls);
        Assert.True(form.Finish());
    }

    [Fact]
    public void Trusting_anything_is_warned_of_where_nobody_overlooks_it()
    {
        var form = Client();
        var fields = RenderFields<TlsFields>(form);
        var options = RenderFields<TlsOptionFields>(form);
        options.Find("summary").Click();
        Assert.Empty(fields.FindAll("[data-testid=form-danger]"));
        options.Find("[data-testid=trust-any]").Change(true);
        fields.Render();
        Assert.Contains(TlsMark.Danger, fields.Find("[data-testid=form-danger]").TextContent, StringComparison.Ordinal);
        Assert.Equal("alert", fields.Find("[data-testid=form-danger]").GetAttribute("role"));
        Assert.True(form.ToDefinition().Tcp.Tls.TrustAny);
        form.Use(EndpointKind.TcpListener);
        fields.Render();
        Assert.Empty(fields.FindAll("[data-testid=form-danger]"));
    }

    [Fact]
    public void A_listener_is_asked_whom_to_trust_only_once_it_asks_for_certificates()
    {
        var form = new EndpointForm(
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpListener,
                Tcp = new TcpOptions { Tls = new TlsOptions { Enabled = true } },
            }.WithDefaults()
        );
        var options = RenderFields<TlsOptionFields>(form);
        options.Find("summary").Click();
        Assert.Empty(
            options.FindAll("[data-testid='$.tcp.tls.trustedCertificateId'], [data-testid=trust-any], [data-testid='$.tcp.tls.serverName']")
        );
        options.Find("[data-testid='$.tcp.tls.requireClientCertificate']").Change("2");
        Assert.Equal(2, options.FindAll("[data-testid='$.tcp.tls.trustedCertificateId'], [data-testid=trust-any]").Count);
        Assert.Equal(ClientCertificateMode.Require, form.ToDefinition().Tcp.Tls.RequireClientCertificate);
    }

    [Fact]
    public void Errors_stand_at_their_fields_also_that_of_one_protocol_among_several()
    {
        var form = Client();
        form.Tls.Alpn = "h2, h2";
        form.Tls.HandshakeTimeoutSeconds = 0;
        form.Edited();
        var options = RenderFields<TlsOptionFields>(form);
        Assert.Equal("2 errors", options.Find("summary .bad").TextContent);
        options.Find("summary").Click();
        Assert.Contains("'h2' stands there already.", options.Markup, StringComparison.Ordinal);
        Assert.Contains("0 is out of range: 1 to 300.", options.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Newest_version_and_cipher_suites_can_be_chosen()
    {
        var form = Client();
        var options = RenderFields<TlsOptionFields>(form);
        options.Find("summary").Click();
        options.Find("[data-testid='$.tcp.tls.maximumVersion']").Change("0");
        options.Find("[data-testid=cipher-suites]").Change("TLS_RSA_WITH_AES_128_CBC_SHA, AES128-SHA");
        Assert.Contains("TLS 1.2 only", options.Find("summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("'AES128-SHA' is no cipher suite", options.Markup, StringComparison.Ordinal);
        options.Find("[data-testid=cipher-suites]").Change(" TLS_RSA_WITH_AES_128_CBC_SHA ,");
        Assert.True(form.Finish());
        var tls = form.ToDefinition().Tcp.Tls;
        Assert.Equal(TlsVersion.Tls12, tls.MaximumVersion);
        Assert.Equal(["TLS_RSA_WITH_AES_128_CBC_SHA"], tls.CipherSuites);
    }

    [Fact]
    public void Without_TLS_there_is_no_group_unless_something_in_it_is_to_be_mended()
    {
        var form = new EndpointForm(
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpClient,
                Remote = new RemoteAddress { Host = "localhost", Port = 1 },
            }
        );
        Assert.Empty(RenderFields<TlsOptionFields>(form).FindAll("details"));
        form.Tls.ServerName = "no name!";
        form.Edited();
        Assert.Single(RenderFields<TlsOptionFields>(form).FindAll("details"));
    }

    private static EndpointForm Client() =>
        new(
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpClient,
                Remote = new RemoteAddress { Host = "localhost", Port = 1 },
                Tcp = new TcpOptions { Tls = new TlsOptions { Enabled = true } },
            }
        );

    private IRenderedComponent<T> RenderFields<T>(EndpointForm form)
        where T : FormPart => Render<T>(parameters => parameters.AddCascadingValue(form));
}
