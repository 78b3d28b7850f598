using Bunit;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor.Services;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Endpoints.Fields;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class ReplyFieldsTests : BunitContext
{
    private readonly EndpointForm _form = new(new EndpointDefinition { Kind = EndpointKind.TcpListener }.WithDefaults());

    public ReplyFieldsTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_preset_is_explained_and_added_by_name()
    {
        var fields = RenderFields();
        fields.Find("[data-testid=preset]").Change("HTTP 200");
        Assert.Contains("RFC 9112", fields.Find("#preset-note").TextContent, StringComparison.Ordinal);
        fields.Find("[data-testid=add-rule]").Click();
        Assert.Equal(2, fields.FindAll("[data-testid=rule]").Count);
        Assert.Equal(ReplyPreset.All.Single(preset => preset.Name == "HTTP 200").Rules, _form.ToDefinition().Reply);
        Assert.Equal("2 rules", fields.Find(".brief").TextContent);
    }

    [Fact]
    public void Rules_are_written_by_hand_with_errors_at_their_fields()
    {
        var fields = RenderFields();
        fields.Find("[data-testid=add-rule]").Click();
        fields.Find("[data-testid=match]").Change("Regex");
        fields.Find("[data-testid=value]").Input("(");
        var note = fields.Find("[data-testid=rule-error]:not([hidden])");
        Assert.Contains("no regular expression", note.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            (note.Id, "true"),
            (
                fields.Find("[data-testid=value]").GetAttribute("aria-describedby"),
                fields.Find("[data-testid=value]").GetAttribute("aria-invalid")
            )
        );
        fields.Find("[data-testid=value]").Input("(a)");
        Assert.Empty(fields.FindAll("[data-testid=rule-error]:not([hidden])"));

        fields.Find("[data-testid=answer]").Change("Payload");
        fields.Find("[data-testid=data]").Input("$2");
        Assert.Contains("no group '2'", fields.Find("[data-testid=rule-error]:not([hidden])").TextContent, StringComparison.Ordinal);
        fields.Find("[data-testid=data]").Input("$1");
        fields.Find("[data-testid=delay]").Change("250");
        fields.Find("[data-testid=continue]").Change(true);
        fields.Find("[data-testid=close-after]").Change(true);
        Assert.Equal(
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Regex, Value = "(a)" },
                Payload = new() { Data = "$1" },
                DelayMs = 250,
                Continue = true,
                CloseAfter = true,
            },
            Assert.Single(_form.ToDefinition().Reply)
        );
    }

    [Fact]
    public void A_rule_can_speak_first_with_placeholders_and_a_line_ending_in_any_encoding()
    {
        var fields = RenderFields();
        fields.Find("[data-testid=add-rule]").Click();
        fields.Find("[data-testid=match]").Change("Prefix");
        fields.Find("[data-testid=value-encoding]").Change("Gbk");
        fields.Find("[data-testid=match]").Change("Connected");
        Assert.Empty(fields.FindAll("[data-testid=value], [data-testid=value-encoding], [data-testid=answer] option[value=Echo]"));
        fields.Find("[data-testid=answer]").Change("Payload");
        fields.Find("[data-testid=template]").Change(true);
        fields.Find("[data-testid=line-ending]").Change("Crlf");
        fields.Find("[data-testid=encoding]").Change("ShiftJis");
        fields.Find("[data-testid=data]").Input("{{connectionCounter}}");
        Assert.Contains("{{1}}", fields.Find(".help").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Connected, Encoding = PayloadEncoding.Gbk },
                Payload = new()
                {
                    Data = "{{connectionCounter}}",
                    Template = true,
                    LineEnding = LineEnding.Crlf,
                    Encoding = PayloadEncoding.ShiftJis,
                },
            },
            Assert.Single(_form.ToDefinition().Reply)
        );
        Assert.Empty(fields.FindAll("[data-testid=rule-error]:not([hidden])"));
    }

    [Fact]
    public void Answering_ports_below_1024_is_asked_of_datagrams_alone()
    {
        Assert.Empty(RenderFields().FindAll("[data-testid='$.udp.replyToSystemPorts']"));
        var definition = new EndpointDefinition { Kind = EndpointKind.UdpListener }.WithDefaults();
        var form = new EndpointForm(definition);
        var fields = Render<ReplyFields>(parameters => parameters.AddCascadingValue(form));
        fields.Find("summary").Click();
        fields.Find("[data-testid='$.udp.replyToSystemPorts']").Change(true);
        Assert.True(form.ToDefinition().Udp.ReplyToSystemPorts);
        Assert.False(definition.NeedsRestartFor(form.ToDefinition().WithDefaults()));
    }

    [Fact]
    public void Rules_move_and_go_by_button_and_by_key()
    {
        _form.Replies.Add(new() { Echo = true }, new(), new() { DelayMs = 3 });
        var fields = RenderFields();
        fields.Find("[aria-label='Move rule 1 down']").Click();
        Assert.Equal([0, 0, 3], Delays());
        Assert.True(_form.ToDefinition().Reply[1].Echo);
        fields.FindAll("[data-testid=rule]")[2].KeyDown(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        Assert.Equal([0, 3, 0], Delays());
        Assert.Contains("now 2 of 3", fields.Find("[role=status]").TextContent, StringComparison.Ordinal);
        fields.Find("[aria-label='Remove rule 2']").Click();
        Assert.Equal([0, 0], Delays());
        Assert.Equal(2, fields.FindAll("[data-testid=rule]").Count);
    }

    [Fact]
    public void A_datagram_offers_no_connection_to_close()
    {
        _form.Use(EndpointKind.UdpListener);
        _form.Replies.Add(new ReplyRule());
        Assert.Empty(RenderFields().FindAll("[data-testid=close-after]"));
    }

    [Fact]
    public void A_folded_group_opens_when_something_in_it_is_to_be_mended()
    {
        _form.Replies.Add(new ReplyRule { DelayMs = -1 });
        var fields = RenderFields(open: false);
        Assert.Empty(fields.FindAll("[data-testid=rule]"));
        _form.Finish();
        Assert.Single(fields.FindAll("[data-testid=rule]"));
        Assert.Contains("1 error", fields.Find("summary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_text_shows_its_value_and_takes_another()
    {
        _form.Name = "mine";
        var fields = Render<AddressFields>(p => p.AddCascadingValue(_form));
        fields.Find("summary").Click();
        Assert.Equal("mine", fields.Find("input").GetAttribute("value"));
        fields.Find("input").Change("yours");
        Assert.Equal("yours", _form.Name);
    }

    private IEnumerable<int> Delays() => _form.ToDefinition().Reply.Select(rule => rule.DelayMs);

    private IRenderedComponent<ReplyFields> RenderFields(bool open = true)
    {
        var fields = Render<ReplyFields>(p => p.AddCascadingValue(_form));

        // In the dialog, which is rendered anew after each edit.
        _form.Changed += () => fields.Render();
        if (open)
        {
            fields.Find("summary").Click();
        }

        return fields;
    }
}
