using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed class PayloadPreviewTests
{
    [Fact]
    public void A_short_text_is_counted_and_shown()
    {
        var preview = PayloadPreview.Of(new() { Data = @"Hi\n", LineEnding = LineEnding.Nul }, TimeProvider.System, firstBytes: 3);
        Assert.Equal((4L, true, null), (preview.Bytes, preview.IsWhole, preview.Error));
        Assert.Equal("Hi\n"u8.ToArray(), preview.First.ToArray());
    }

    [Fact]
    public void A_template_shows_its_first_message()
    {
        var preview = PayloadPreview.Of(new() { Data = "{{counter}}/{{length}}", Template = true }, TimeProvider.System);
        Assert.Equal("1/3"u8.ToArray(), preview.First.ToArray());
    }

    [Fact]
    public void An_error_has_its_place()
    {
        var preview = PayloadPreview.Of(new() { Data = "00 1g", Format = PayloadFormat.Hex }, TimeProvider.System);
        Assert.Equal((null, 4), (preview.Bytes, preview.Error!.Position));
    }

    [Theory]
    [InlineData(PayloadFormat.Text, @"\u{20ac}", 3)]
    [InlineData(PayloadFormat.Text, "😀", 4)]
    [InlineData(PayloadFormat.Text, @"{{counter:1:d6}}", 6)]
    [InlineData(PayloadFormat.Hex, "ff, ", 1)]
    [InlineData(PayloadFormat.Hex, "{{counter:1:u16be}}", 2)]
    [InlineData(PayloadFormat.Base64, "AAEC\n", 3)]
    public void Of_a_long_text_the_beginning_is_looked_at_wherever_it_has_to_be_cut(PayloadFormat format, string unit, int unitBytes)
    {
        // A long way to the first unit, so that there are not too many placeholders, and one that is shifted by each of its characters.
        var lead = format switch
        {
            PayloadFormat.Text => "x",
            PayloadFormat.Hex => " ",
            _ => "\n",
        };
        for (var shift = 0; shift < unit.Length; shift++)
        {
            var leading = PayloadPreview.MaxCharacters - (50 * unit.Length) + shift;
            var data = new string(lead[0], leading) + string.Concat(Enumerable.Repeat(unit, 100));
            var preview = PayloadPreview.Of(
                new()
                {
                    Format = format,
                    Data = data,
                    Template = unit.Contains("{{", StringComparison.Ordinal),
                },
                TimeProvider.System
            );
            Assert.False(preview.IsWhole);
            Assert.Null(preview.Error);

            // The one that the cut goes through may be complete but for a separator, and the first brace of a placeholder alone is text.
            var whole = (lead == "x" ? leading : 0) + ((shift > 0 ? 49 : 50) * unitBytes);
            Assert.InRange(
                preview.Bytes!.Value,
                whole,
                whole
                    + (
                        shift == 0 ? 0
                        : format == PayloadFormat.Text ? 1
                        : unitBytes
                    )
            );
        }
    }

    [Fact]
    public void A_fault_behind_what_is_looked_at_is_not_seen_and_one_before_is()
    {
        var text = new string('x', 16 << 20);
        Assert.Null(PayloadPreview.Of(new() { Data = text + @"\q" }, TimeProvider.System).Error);
        Assert.Equal(7, PayloadPreview.Of(new() { Data = @"xxxxxxx\q" + text }, TimeProvider.System).Error!.Position);
    }

    [Fact]
    public void A_key_in_16_MiB_costs_no_more_than_the_part_that_is_looked_at()
    {
        var payload = new PayloadText { Data = new string('x', 16 << 20) };
        PayloadPreview.Of(payload, TimeProvider.System);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PayloadPreview.Of(payload, TimeProvider.System);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * PayloadPreview.MaxCharacters);
    }

    [Fact]
    public void What_is_short_is_exact() =>
        Gen.Select(Gen.Enum<PayloadFormat>(), Gen.Enum<PayloadEncoding>(), Gen.Bool, Gen.String[Gen.Char["0a{}: \\xn=+counter"], 0, 40])
            .Sample(
                (format, encoding, template, data) =>
                {
                    var payload = new PayloadText
                    {
                        Format = format,
                        Encoding = encoding,
                        Template = template,
                        Data = data,
                    };
                    var preview = PayloadPreview.Of(payload, TimeProvider.System);
                    try
                    {
                        Assert.Equal(payload.ToBytes(TimeProvider.System).Length, preview.Bytes);
                    }
                    catch (PayloadException error)
                    {
                        Assert.Equal((error.Position, error.Message), (preview.Error!.Position, preview.Error.Message));
                    }
                }
            );
}
