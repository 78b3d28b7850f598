using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.Components;

public sealed class ComposerTests : BunitContext
{
    private readonly ComposerState _state = new();
    private int _sent;

    public ComposerTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Ctrl_enter_sends_what_can_be_sent()
    {
        var composer = RenderComposer();
        composer.Find("textarea").Input("Hello");
        composer.Find("textarea").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });
        Assert.Equal(1, _sent);
        composer.Find("textarea").Input(@"Hello\");
        composer.Find("textarea").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });
        Assert.Equal(1, _sent);
        Assert.Contains("Column 6", composer.Find("[data-testid=payload-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", composer.Find("textarea").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void A_stopped_endpoint_says_why_nothing_can_be_sent()
    {
        var composer = RenderComposer(enabled: false);
        Assert.True(composer.Find("[data-testid=send]").HasAttribute("disabled"));
        Assert.Contains("Start the endpoint", composer.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_datagrams_need_a_destination()
    {
        Assert.Single(RenderComposer(EndpointKind.UdpSender).FindAll("input[data-testid=to]"));
        Assert.Single(RenderComposer(EndpointKind.TcpListener).FindAll("select[data-testid=to]"));
        Assert.Empty(RenderComposer(EndpointKind.TcpClient).FindAll("[data-testid=to]"));
    }

    private IRenderedComponent<Composer> RenderComposer(EndpointKind kind = EndpointKind.UdpListener, bool enabled = true) => Render<Composer>(parameters => parameters
        .Add(composer => composer.State, _state)
        .Add(composer => composer.Kind, kind)
        .Add(composer => composer.Enabled, enabled)
        .Add(composer => composer.DisabledReason, "Start the endpoint to send from it.")
        .Add(composer => composer.OnSend, EventCallback.Factory.Create(this, () => _sent++)));
}
