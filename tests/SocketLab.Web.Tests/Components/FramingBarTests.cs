using Bunit;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Frames;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Tests.Components;

public sealed class FramingBarTests : BunitContext
{
    private readonly List<bool> _shown = [];
    private readonly List<FramingOptions> _edited = [];

    private FramingOptions Last => _edited[^1];

    [Fact]
    public void While_reads_are_shown_there_is_only_the_switch()
    {
        var bar = RenderBar(null);
        Assert.Equal("true", bar.Find("[data-testid=show-reads]").GetAttribute("aria-checked"));
        Assert.Empty(bar.FindAll("select, input"));
        bar.Find("[data-testid=show-frames]").Click();
        Assert.True(Assert.Single(_shown));
    }

    [Fact]
    public void Each_way_of_framing_shows_what_it_takes_and_each_edit_is_told()
    {
        var form = new FramingForm(new());
        var bar = RenderBar(form);
        Assert.Empty(bar.FindAll("input"));
        bar.Find("[data-testid=framing-mode]").Change("LengthPrefix");
        bar.Find("[data-testid=framing-length]").Change("2");
        bar.Find("[data-testid=framing-endian]").Change("Little");
        bar.Find("[data-testid=framing-includes]").Change(true);
        bar.Find("[data-testid=framing-longest]").Change("4096");
        Assert.Equal(
            new FramingOptions
            {
                Mode = FramingMode.LengthPrefix,
                LengthBytes = 2,
                LengthEndian = ByteOrder.Little,
                LengthIncludesHeader = true,
                MaxFrameBytes = 4096,
            },
            _edited[^1]
        );
        bar.Find("[data-testid=framing-mode]").Change("Delimiter");
        bar.Find("[data-testid=framing-delimiter]").Change("00");
        Assert.Equal("00", _edited[^1].DelimiterHex);
        bar.Find("[data-testid=framing-mode]").Change("Fixed");
        bar.Find("[data-testid=framing-fixed]").Change("188");
        Assert.Equal(188, _edited[^1].FixedBytes);
        Assert.Equal(9, _edited.Count);
    }

    [Fact]
    public void A_protocol_is_chosen_by_its_name_and_its_details_stand_beneath()
    {
        var bar = RenderBar(new(new() { MaxFrameBytes = 4096 }));
        Assert.Equal("", bar.Find("[data-testid=framing-protocol]").GetAttribute("value"));
        bar.Find("[data-testid=framing-protocol]").Change("Modbus/TCP");
        Assert.Equal((FramingMode.LengthPrefix, 4, 2, 4096), (Last.Mode, Last.LengthOffset, Last.LengthBytes, Last.MaxFrameBytes));
        Assert.Equal("4", bar.Find("[data-testid=framing-offset]").GetAttribute("value"));
        Assert.Contains("Transaction", bar.Find("[data-testid=framing-note]").TextContent, StringComparison.Ordinal);
        bar.Find("[data-testid=framing-offset]").Change("5");
        bar.Find("[data-testid=framing-addend]").Change("-1");
        Assert.Equal((5, -1), (Last.LengthOffset, Last.LengthAddend));
        Assert.Equal("own", bar.Find("[data-testid=framing-protocol]").GetAttribute("value"));
        bar.Find("[data-testid=framing-mode]").Change("Http");
        Assert.Equal("HTTP/1.1 or SIP", bar.Find("[data-testid=framing-protocol]").GetAttribute("value"));
        Assert.Empty(bar.FindAll("[data-testid=framing-offset]"));
        bar.Find("[data-testid=framing-mode]").Change("StartEnd");
        bar.Find("[data-testid=framing-start]").Change("1002");
        bar.Find("[data-testid=framing-end]").Change("1003");
        bar.Find("[data-testid=framing-escape]").Change("10");
        Assert.Equal("DLE STX … DLE ETX", bar.Find("[data-testid=framing-protocol]").GetAttribute("value"));
        bar.Find("[data-testid=framing-protocol]").Change("");
        Assert.Equal(FramingMode.Raw, Last.Mode);
    }

    [Fact]
    public void What_is_wrong_is_announced_and_stays_in_sight_until_it_is_mended()
    {
        var bar = RenderBar(new(new() { Mode = FramingMode.Delimiter }));
        bar.Find("[data-testid=framing-delimiter]").Change("0");
        Assert.Equal("true", bar.Find("[data-testid=framing-delimiter]").GetAttribute("aria-invalid"));
        Assert.Equal("alert", bar.Find("[data-testid=framing-note]").GetAttribute("role"));
        bar.Find("[data-testid=framing-mode]").Change("Line");
        Assert.Equal("0", bar.Find("[data-testid=framing-delimiter]").GetAttribute("value"));
        bar.Find("[data-testid=framing-delimiter]").Change("0a");
        Assert.Empty(bar.FindAll("[data-testid=framing-delimiter]"));
    }

    [Fact]
    public void A_viewer_sees_the_framing_and_cannot_change_it()
    {
        var bar = RenderBar(new(new() { Mode = FramingMode.LengthPrefix }), canChange: false);
        Assert.All(bar.FindAll("select, input"), control => Assert.True(control.HasAttribute("disabled")));
        Assert.Contains("only operators", bar.Find("form").GetAttribute("title"), StringComparison.Ordinal);
        Assert.False(bar.Find("[data-testid=show-reads]").HasAttribute("disabled"));
    }

    private IRenderedComponent<FramingBar> RenderBar(FramingForm? form, bool canChange = true) =>
        Render<FramingBar>(parameters =>
            parameters
                .Add(bar => bar.Form, form)
                .Add(bar => bar.EndpointName, "tcp")
                .Add(bar => bar.CanChange, canChange)
                .Add(bar => bar.OnShow, _shown.Add)
                .Add(bar => bar.OnEdited, () => _edited.Add(form!.Draft))
        );
}
