using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>What each framing makes of bytes, case by case. In these, <c>|</c> ends a read and <c>…</c> is a gap of ten bytes.</summary>
public sealed class FramerTests
{
    private static readonly FramingOptions Line = new() { Mode = FramingMode.Line };
    private static readonly FramingOptions Ab = new() { Mode = FramingMode.Delimiter, DelimiterHex = "6162" };
    private static readonly FramingOptions Aab = new() { Mode = FramingMode.Delimiter, DelimiterHex = "616162" };
    private static readonly FramingOptions Length2 = new() { Mode = FramingMode.LengthPrefix, LengthBytes = 2 };
    private static readonly FramingOptions Fixed3 = new() { Mode = FramingMode.Fixed, FixedBytes = 3 };

    [Theory]
    [InlineData("one|two", "complete 0+3, complete 3+3")]
    [InlineData("", "")]
    [InlineData("a…b", "complete 0+1, complete 11+1")]
    public void Raw_is_reads_as_they_came(string reads, string frames) => Assert.Equal(frames, Cut(new FramingOptions(), reads));

    [Theory]
    [InlineData("one\ntwo\n", "complete 0+4 (0,1), complete 4+4 (0,1)")]
    [InlineData("one\r\n", "complete 0+5 (0,2)")]
    [InlineData("one\r|\n|\n\r\n", "complete 0+5 (0,2), complete 5+1 (0,1), complete 6+2 (0,2)")]
    [InlineData("a\rb|c", "partial> 0+4")]
    [InlineData("ab…cd\nef\n", "partial> 0+2, <partial 12+3 (0,1), complete 15+3 (0,1)")]
    [InlineData("ab\n…cd", "complete 0+3 (0,1), <partial> 13+2")]
    public void Lines_end_in_lf_and_cr_is_part_of_the_end(string reads, string frames) => Assert.Equal(frames, Cut(Line, reads));

    [Theory]
    [InlineData("12345", "oversized 0+4, oversized> 4+1")]
    [InlineData("123\n", "complete 0+4 (0,1)")]
    [InlineData("1234\n5\n", "oversized 0+4, oversized 4+1 (0,1), complete 5+2 (0,1)")]
    [InlineData("123\r\n", "oversized 0+4, oversized 4+1 (0,1)")]
    [InlineData("12345678|9\n0\n", "oversized 0+4, oversized 4+4, oversized 8+2 (0,1), complete 10+2 (0,1)")]
    [InlineData("…123456\n1\n", "<oversized 10+4, oversized 14+3 (0,1), complete 17+2 (0,1)")]
    public void A_line_above_the_limit_comes_in_pieces_and_the_next_is_found(string reads, string frames) =>
        Assert.Equal(frames, Cut(Line with { MaxFrameBytes = 4 }, reads));

    [Theory]
    [InlineData("1ab2ab", "complete 0+3 (0,2), complete 3+3 (0,2)")]
    [InlineData("1a|b|ab", "complete 0+3 (0,2), complete 3+2 (0,2)")]
    [InlineData("aab", "complete 0+3 (0,2)")]
    [InlineData("a|a|b", "complete 0+3 (0,2)")]
    public void A_delimiter_may_be_split_over_reads(string reads, string frames) => Assert.Equal(frames, Cut(Ab, reads));

    [Theory]
    [InlineData("aaab", "complete 0+4 (0,3)")]
    [InlineData("aa|aab", "complete 0+5 (0,3)")]
    [InlineData("aaxaaab", "complete 0+7 (0,3)")]
    [InlineData("aa…b", "partial> 0+2, <partial> 12+1")]
    public void A_delimiter_that_begins_again_within_itself_is_found(string reads, string frames) => Assert.Equal(frames, Cut(Aab, reads));

    [Theory]
    [InlineData("\0\u0002hi\0\0\0\u0001x", "complete 0+4 (2,0), complete 4+2 (2,0), complete 6+3 (2,0)")]
    [InlineData("\0|\u0002|h|i", "complete 0+4 (2,0)")]
    [InlineData("\0", "partial> 0+1 (1,0)")]
    [InlineData("\0\u0005hi", "partial> 0+4 (2,0)")]
    [InlineData("\0\u0005hi…abc|de", "partial> 0+4 (2,0), unsynchronized 14+3, unsynchronized 17+2")]
    [InlineData("…\0\u0001a", "unsynchronized 10+3")]
    public void A_length_field_says_how_long_and_is_not_found_again_behind_a_gap(string reads, string frames) =>
        Assert.Equal(frames, Cut(Length2, reads));

    [Theory]
    [InlineData("\0\u0007abcdefg\0\u0001x", "oversized 0+4 (2,0), oversized 4+4, oversized 8+1, complete 9+3 (2,0)")]
    [InlineData("\0\u0002ab", "complete 0+4 (2,0)")]
    [InlineData("\u00ff\u00ffabcde", "oversized 0+4 (2,0), oversized> 4+3")]
    public void A_frame_that_is_longer_than_the_limit_ends_where_its_length_says(string reads, string frames) =>
        Assert.Equal(frames, Cut(Length2 with { MaxFrameBytes = 4 }, reads));

    [Theory]
    [InlineData("\0\u0004hi\0\u0002", "complete 0+4 (2,0), complete 4+2 (2,0)")]
    [InlineData("\0\u0002\0\u0001abc|d", "complete 0+2 (2,0), unsynchronized 2+2, unsynchronized 4+3, unsynchronized 7+1")]
    [InlineData("\0\0abc", "unsynchronized 0+2, unsynchronized 2+3")]
    public void A_length_that_does_not_hold_its_own_field_ends_the_framing(string reads, string frames) =>
        Assert.Equal(frames, Cut(Length2 with { LengthIncludesHeader = true }, reads));

    [Fact]
    public void Lengths_of_every_size_and_order_are_read()
    {
        foreach (var bytes in (int[])[1, 2, 3, 4, 8])
        {
            var header = new byte[bytes];
            header[^1] = 3;
            Assert.Equal(
                $"complete 0+{bytes + 3} ({bytes},0)",
                Cut(new() { Mode = FramingMode.LengthPrefix, LengthBytes = bytes }, [.. header, 1, 2, 3])
            );
            Array.Reverse(header);
            Assert.Equal(
                $"complete 0+{bytes + 3} ({bytes},0)",
                Cut(
                    new()
                    {
                        Mode = FramingMode.LengthPrefix,
                        LengthBytes = bytes,
                        LengthEndian = ByteOrder.Little,
                    },
                    [.. header, 1, 2, 3]
                )
            );
        }
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xff)]
    public void A_length_of_two_to_the_63_and_more_is_only_a_long_frame(byte top)
    {
        byte[] bytes = [top, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, .. new byte[100]];
        var options = new FramingOptions
        {
            Mode = FramingMode.LengthPrefix,
            LengthBytes = 8,
            MaxFrameBytes = 64,
        };
        Assert.Equal("oversized 0+64 (8,0), oversized> 64+44", Cut(options, bytes));
        Assert.Equal("oversized 0+64 (8,0), oversized> 64+44", Cut(options with { LengthIncludesHeader = true }, bytes));
    }

    [Theory]
    [InlineData("abcdefgh", "complete 0+3, complete 3+3, partial> 6+2")]
    [InlineData("a|bc|d", "complete 0+3, partial> 3+1")]
    [InlineData("a…bcdef", "partial> 0+1, <partial 11+1, complete 12+3, partial> 15+1")]
    [InlineData("ab…cdef", "partial> 0+2, complete 12+3, partial> 15+1")]
    public void Fixed_frames_stand_at_multiples_of_their_size_also_behind_a_gap(string reads, string frames) =>
        Assert.Equal(frames, Cut(Fixed3, reads));

    [Fact]
    public void A_frame_names_the_entries_of_its_first_and_last_byte_and_the_time_of_the_last()
    {
        var framer = new Framer(Line);
        Assert.Empty(FramerModel.Feed(framer, 7, 100, 0, "ab"u8));
        var frames = FramerModel.Feed(framer, 9, 200, 2, "c\nd"u8);
        Assert.Equal((7L, 9L, 200L), (frames[0].FirstSequence, frames[0].LastSequence, frames[0].Time.Ticks));
        Assert.Equal((9L, 9L, 2L), (framer.Open!.Value.FirstSequence, framer.Open.Value.LastSequence, framer.Open.Value.Number));
    }

    [Fact]
    public void Bytes_that_were_seen_are_skipped()
    {
        var framer = new Framer(Line);
        Assert.Single(FramerModel.Feed(framer, 1, 0, 0, "ab\nc"u8));
        Assert.Empty(FramerModel.Feed(framer, 1, 0, 0, "ab\nc"u8));
        Assert.Equal(2, Assert.Single(FramerModel.Feed(framer, 2, 0, 2, "\nc\n"u8)).Length);
    }

    private static string Cut(FramingOptions options, byte[] bytes) => Cut(options, new string([.. bytes.Select(b => (char)b)]));

    private static string Cut(FramingOptions options, string reads)
    {
        var (framer, frames, offset, sequence) = (new Framer(options), new List<Frame>(), 0L, 0L);
        foreach (var (part, i) in reads.Split('…').Select((part, i) => (part, i)))
        {
            offset += i > 0 ? 10 : 0;
            foreach (var read in part.Split('|').Where(read => read.Length > 0))
            {
                frames.AddRange(FramerModel.Feed(framer, ++sequence, 0, offset, [.. read.Select(c => (byte)c)]));
                offset += read.Length;
            }
        }

        Assert.Equal(reads.Count(c => c == '…') * 10, framer.MissedBytes);
        return string.Join(", ", frames.Concat(framer.Open is { } open ? [open] : []).Select(Text));
    }

    private static string Text(Frame frame)
    {
        var borders = frame.HeaderLength + frame.TrailerLength > 0 ? $" ({frame.HeaderLength},{frame.TrailerLength})" : "";
        var state = frame.State.ToString().ToLowerInvariant();
        var text = $"{(frame.MissesBeginning ? "<" : "")}{state}{(frame.MissesEnd ? ">" : "")} {frame.Offset}+{frame.Length}{borders}";
        return text.Replace("<unsynchronized", "unsynchronized", StringComparison.Ordinal);
    }
}
