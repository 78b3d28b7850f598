using CsCheck;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>Any split of the same bytes into reads gives the same frames, and they are those of the model.</summary>
public sealed class FramerModelTests
{
    /// <summary>Few values, so that delimiters, line ends and small lengths come up all the time.</summary>
    private static readonly Gen<byte> Byte = Gen.Frequency(
        (4, OneOf((byte)'\r', (byte)'\n', (byte)'a', (byte)'b')),
        (4, Gen.Byte[0, 5]),
        (1, Gen.Byte)
    );

    private static readonly Gen<FramingOptions> Options = Gen.Select(
        OneOf(FramingMode.Line, FramingMode.Delimiter, FramingMode.LengthPrefix, FramingMode.Fixed),
        OneOf("0a", "0d0a", "6161", "616162", "61626162", "00", "6161616161616161"),
        OneOf(1, 2, 3, 4, 8),
        Gen.Bool,
        Gen.Bool,
        Gen.Int[1, 9],
        Gen.OneOf(Gen.Int[9, 20], Gen.Const(1 << 20)),
        (mode, delimiter, length, little, includes, size, max) =>
            new FramingOptions
            {
                Mode = mode,
                DelimiterHex = delimiter,
                LengthBytes = length,
                LengthEndian = little ? ByteOrder.Little : ByteOrder.Big,
                LengthIncludesHeader = includes,
                FixedBytes = size,
                MaxFrameBytes = max,
            }
    );

    [Fact]
    public void Frames_do_not_depend_on_reads() =>
        Gen.Select(Options, Byte.Array[0, 200], Gen.Int[1, 40].Array[1, 20])
            .Sample(
                (options, bytes, splits) =>
                {
                    var expected = FramerModel.Cut(options, bytes);
                    Assert.Equal(expected, Cut(options, bytes, splits));
                    Assert.Equal(expected, Cut(options, bytes, [1]));
                    Assert.Equal(expected, Cut(options, bytes, [bytes.Length + 1]));
                },
                iter: 20_000
            );

    [Fact]
    public void Every_byte_is_in_exactly_one_frame_whatever_is_missing() =>
        Gen.Select(Options, Byte.Array[0, 200], Gen.Select(Gen.Int[1, 40], Gen.Bool).Array[1, 20])
            .Sample(
                (options, bytes, reads) =>
                {
                    var (framer, frames, offset, fed) = (new Framer(options), new List<Frame>(), 0, new List<int>());
                    for (var i = 0; offset < bytes.Length; i++)
                    {
                        var (length, lost) = (
                            Math.Min(reads[i % reads.Length].Item1, bytes.Length - offset),
                            reads[i % reads.Length].Item2 && i % 3 == 0
                        );
                        if (!lost)
                        {
                            frames.AddRange(FramerModel.Feed(framer, i + 1, 0, offset, bytes.AsSpan(offset, length)));
                            fed.AddRange(Enumerable.Range(offset, length));
                        }

                        offset += length;
                    }

                    var all = frames.Concat(framer.Open is { } open ? [open] : []).ToList();
                    Assert.Equal(fed, all.SelectMany(frame => Enumerable.Range((int)frame.Offset, frame.Length)));
                    Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(frame => frame.Number));
                    Assert.All(all, frame => Assert.True(frame.ContentLength >= 0 && frame.Length <= options.MaxFrameBytes));
                    Assert.All(all, frame =>
                        Assert.True(frame.State != FrameState.Complete || (!frame.MissesBeginning && !frame.MissesEnd))
                    );
                },
                iter: 10_000
            );

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static List<(long Offset, int Length, int Header, int Trailer, FrameState State)> Cut(
        FramingOptions options,
        byte[] bytes,
        int[] splits
    )
    {
        var (framer, frames, offset) = (new Framer(options), new List<Frame>(), 0);
        for (var i = 0; offset < bytes.Length; i++)
        {
            var length = Math.Min(splits[i % splits.Length], bytes.Length - offset);
            frames.AddRange(FramerModel.Feed(framer, i + 1, 0, offset, bytes.AsSpan(offset, length)));
            offset += length;
        }

        // Behind the first frame that is out of step, pieces are reads.
        var outOfStep = frames.FindIndex(frame => frame.State == FrameState.Unsynchronized);
        return
        [
            .. frames
                .Take(outOfStep < 0 ? frames.Count : outOfStep + 1)
                .Select(f => (f.Offset, f.Length, f.HeaderLength, f.TrailerLength, f.State)),
        ];
    }
}
