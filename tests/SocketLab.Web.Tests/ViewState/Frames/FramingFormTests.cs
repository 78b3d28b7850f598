using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Tests.ViewState.Frames;

public sealed class FramingFormTests
{
    private readonly FramingForm _form = new(new());

    [Fact]
    public void What_is_chosen_can_take_effect_at_once()
    {
        Assert.False(_form.IsReady);
        _form.Edit(_form.Draft with { Mode = FramingMode.Fixed });
        _form.Edit(_form.Numbers with { FixedBytes = "1,024" });
        Assert.True(_form.IsReady);
        Assert.Equal((FramingMode.Fixed, 1024), (_form.Draft.Mode, _form.Draft.FixedBytes));
        _form.Refresh(_form.Draft);
        Assert.False(_form.IsReady);
        Assert.Equal("1024", _form.Numbers.FixedBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("some")]
    [InlineData("99999999999")]
    [InlineData("2000000")]
    public void A_wrong_number_is_told_and_holds_everything_back(string text)
    {
        _form.Edit(_form.Draft with { Mode = FramingMode.Fixed });
        _form.Edit(_form.Numbers with { FixedBytes = text });
        Assert.False(_form.IsReady);
        Assert.Contains("fixedBytes", _form.Errors);
        Assert.Equal(text, _form.Numbers.FixedBytes);
        _form.Edit(_form.Numbers with { FixedBytes = "8" });
        Assert.True(_form.IsReady);
    }

    [Fact]
    public void A_wrong_delimiter_is_told_with_its_position()
    {
        _form.Edit(_form.Draft with { Mode = FramingMode.Delimiter, DelimiterHex = "0d zz" });
        Assert.Contains("position", _form.Errors["delimiterHex"], StringComparison.Ordinal);
        _form.Undo();
        Assert.Empty(_form.Errors);
        Assert.Equal(FramingMode.Raw, _form.Draft.Mode);
    }

    [Fact]
    public void What_others_change_is_taken_but_not_in_the_middle_of_an_edit()
    {
        _form.Refresh(new() { Mode = FramingMode.Line });
        Assert.Equal(FramingMode.Line, _form.Draft.Mode);
        _form.Edit(_form.Numbers with { MaxFrameBytes = "none" });
        _form.Refresh(new() { Mode = FramingMode.Fixed });
        Assert.Equal((FramingMode.Line, "none"), (_form.Draft.Mode, _form.Numbers.MaxFrameBytes));
        _form.Undo();
        Assert.Equal((FramingMode.Fixed, "1048576"), (_form.Draft.Mode, _form.Numbers.MaxFrameBytes));
    }
}
