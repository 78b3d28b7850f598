using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.Components;

public sealed class ComposerTests : BunitContext
{
    private readonly ComposerState _state = new();
    private int _sent;
    private int _started;

    public ComposerTests()
    {
        Services.AddSingleton(TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

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
    public void A_pasted_dump_is_sent_without_its_offsets_and_says_so()
    {
        _state.Use(PayloadFormat.Hex);
        var composer = RenderComposer();
        composer.Find("textarea").Input("00000000: 4865 6c6c 6f                             Hello");
        Assert.Contains(
            "offsets and text column left out",
            composer.Find("[data-testid=payload-note]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("Hello"u8.ToArray(), _state.ToBytes());
        composer.Find("textarea").Input("48-65");
        Assert.Empty(composer.FindAll("[data-testid=payload-note]"));
    }

    [Fact]
    public void All_encodings_can_be_chosen()
    {
        var composer = RenderComposer();
        var offered = composer.FindAll("[data-testid=encoding] option").Select(option => option.GetAttribute("value"));
        Assert.Equal(Enum.GetNames<PayloadEncoding>().Order(), offered.Order());
        composer.Find("[data-testid=encoding]").Change("Windows1251");
        composer.Find("textarea").Input("\u0416\u00e9");
        Assert.Contains("Column 2: '\u00e9' does not exist in windows-1251", composer.Markup, StringComparison.Ordinal);
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
        Assert.Single(RenderComposer(EndpointKind.TcpListener).FindAll("button[data-testid=to]"));
        Assert.Empty(RenderComposer(EndpointKind.TcpClient).FindAll("[data-testid=to]"));
    }

    [Fact]
    public void What_is_wrong_is_marked_where_it_stands()
    {
        var composer = RenderComposer();
        composer.Find("textarea").Input("first line\nab\\q");
        Assert.Contains("Line 2, column 3: ", composer.Find("[data-testid=payload-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal(@"\", composer.Find("mark").TextContent);
        Assert.Equal("first line\nab\\", composer.Find(".behind").TextContent);
        composer.Find("textarea").Input("fine");
        Assert.Empty(composer.FindAll("mark"));
    }

    [Fact]
    public void Options_that_make_no_difference_are_not_there()
    {
        var composer = RenderComposer();
        Assert.Single(composer.FindAll("[data-testid=encoding]"));
        composer.FindAll("[role=radio]")[1].Click();
        Assert.Empty(composer.FindAll("[data-testid=encoding]"));
        Assert.Single(composer.FindAll("[data-testid=line-ending]"));
        composer.FindAll("[role=radio]")[2].Click();
        Assert.Empty(composer.FindAll("[data-testid=line-ending], [data-testid=template]"));
    }

    [Fact]
    public void An_offer_is_taken_or_refused()
    {
        var composer = RenderComposer();
        composer.Find("textarea").Input("A[FF AB]");
        composer.Find("[data-testid=convert]").Click();
        Assert.Equal(@"A\xff\xab", _state.Text);
        composer.Find("textarea").Input("B[0D]");
        composer.FindAll("[data-testid=offer] button")[1].Click();
        Assert.Empty(composer.FindAll("[data-testid=offer]"));
        Assert.Equal("B[0D]", _state.Text);
    }

    [Fact]
    public void What_cannot_be_done_is_said_and_cannot_be_clicked()
    {
        var composer = RenderComposer(plan: new SendPlan("Where to?", IsPossible: false));
        composer.Find("textarea").Input("Hello");
        Assert.Equal("Where to?", composer.Find("[data-testid=plan]").TextContent);
        Assert.Equal("5 bytes", composer.Find("[data-testid=size]").TextContent);
        Assert.True(composer.Find("[data-testid=send]").HasAttribute("disabled"));
        composer.Find("textarea").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });
        Assert.Equal(0, _sent);
    }

    [Fact]
    public void A_repeated_send_starts_with_the_form_and_not_while_something_is_wrong_in_it()
    {
        var composer = RenderComposer();
        composer.Find("[data-testid=repeat]").Click();
        composer.Find("[data-testid=repeat-perSecond]").Input("many");
        Assert.Contains("Write a number", composer.Find("#repeat-note").TextContent, StringComparison.Ordinal);
        Assert.True(composer.Find("[data-testid=start]").HasAttribute("disabled"));
        composer.Find("[data-testid=repeat-perSecond]").Input("");
        composer.Find("form").Submit();
        Assert.Equal(1, _started);
        composer.Find("[data-testid=file]").Click();
        Assert.Empty(composer.FindAll("form"));
    }

    [Fact]
    public async Task What_is_loaded_is_shown_though_it_is_what_was_shown_before_something_else_was_typed()
    {
        _state.Type("keep me");
        var composer = RenderComposer();
        composer.Find("textarea").Input("");
        await composer.InvokeAsync(() => _state.Load(new() { Data = "keep me" }));
        Assert.Equal("keep me", composer.Find("textarea").GetAttribute("value"));
    }

    private IRenderedComponent<Composer> RenderComposer(
        EndpointKind kind = EndpointKind.UdpListener,
        bool enabled = true,
        SendPlan? plan = null
    ) =>
        Render<Composer>(parameters =>
            parameters
                .Add(composer => composer.State, _state)
                .Add(composer => composer.Kind, kind)
                .Add(composer => composer.Enabled, enabled)
                .Add(composer => composer.Plan, plan is null ? null : () => plan)
                .Add(composer => composer.AllowFile, true)
                .Add(composer => composer.OnStart, EventCallback.Factory.Create(this, () => _started++))
                .Add(composer => composer.DisabledReason, "Start the endpoint to send from it.")
                .Add(composer => composer.OnSend, EventCallback.Factory.Create(this, () => _sent++))
        );
}
