using System.Globalization;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Reading;
using SocketLab.Core.Capture.Streams;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Capture;

/// <summary>Files that are broken, on purpose or not: one error with its place, or a right reading, in bounded time and memory.</summary>
public sealed class BrokenCaptureTests
{
    private const long MostBytes = 64 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly byte[] Datagram = Packets.Udp(Packets.Client, Packets.Server, "question"u8);
    private static readonly byte[] Pcapng = CaptureBytes.Pcapng(LinkType.Raw, false, Datagram);

    [Theory]
    [InlineData("", 0)]
    [InlineData("this is no capture", 0)]
    [InlineData("\u001f\u008bzip", 0)]
    public async Task What_is_no_capture_is_refused(string text, long offset) =>
        Assert.Equal(offset, (await RefusedAsync(System.Text.Encoding.Latin1.GetBytes(text))).Offset);

    [Theory]
    [InlineData(8, 8)]
    [InlineData(4, 4)]
    [InlineData(24, 24)]
    [InlineData(28 + 4, 28 + 4)]
    [InlineData(60 + 8, 60 + 8)]
    [InlineData(60 + 20, 60 + 20)]
    public async Task What_is_wrong_is_told_with_its_place(int changed, long offset)
    {
        var file = (byte[])Pcapng.Clone();
        file[changed] ^= 0x81;
        Assert.Equal(offset, (await RefusedAsync(file)).Offset);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_is_read_up_to_there()
    {
        byte[] cut = [.. Pcapng, .. Pcapng.AsSpan(60)[..^9]];
        var (entries, _) = await CaptureBytes.ReadAsync(cut);
        Assert.Equal([null, "cutShort"], entries.Select(entry => entry.Event?.Code));
    }

    [Fact]
    public async Task Blocks_that_nobody_knows_are_passed_over_however_long_they_are()
    {
        var file = new CaptureBytes.Bytes(false);
        file.Add(Pcapng.AsSpan(0, 60)).Block(0x0BAD, block => block.Add(new byte[3 << 20]));
        file.Block(4, block => block.U32(0));
        Assert.Equal(
            "question"u8.ToArray(),
            (await CaptureBytes.ReadAsync([.. file.ToArray(), .. Pcapng.AsSpan(60)])).Entries[0].Payload.ToArray()
        );
    }

    [Fact]
    public async Task A_second_section_may_have_another_byte_order()
    {
        byte[] both = [.. Pcapng, .. CaptureBytes.Pcapng(LinkType.Ethernet, true, Packets.On(LinkType.Ethernet, Datagram))];
        Assert.Equal(2, (await CaptureBytes.ReadAsync(both)).Entries.Count);
    }

    /// <summary>
    /// Valid files, changed at random. More with
    /// <c>SOCKETLAB_TEST_CAPTURES=100000 bash tests/run.sh --filter-class '*BrokenCaptureTests'</c>.
    /// </summary>
    [Fact]
    public async Task Whatever_is_changed_in_a_file_it_is_read_or_refused()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("SOCKETLAB_TEST_CAPTURES") ?? "3000", CultureInfo.InvariantCulture);
        byte[][] valid = [.. Seeds()];
        using var journal = Sample.Journal(256 << 10);
        for (var i = 0; i < count; i++)
        {
            var file = Changed(valid, new Random(i));
            var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadTime.Used);
            try
            {
                // It reads from memory, so it ends on this thread.
                var reading = CaptureOpening.ReadAsync(new MemoryStream(file), journal, CancellationToken.None);
                Assert.True(reading.IsCompleted);
                await reading;
            }
            catch (BadCaptureException refused)
            {
                Assert.InRange(refused.Offset, 0, file.Length);
            }
            catch (Exception error)
            {
                Assert.Fail($"File {i}: {error}");
            }

            var used = ThreadTime.Used - start;
            Assert.True(used < Longest, $"File {i} took {used}.");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
    }

    private static IEnumerable<byte[]> Seeds()
    {
        byte[][] stream =
        [
            Packets.Tcp(true, 999, "S"),
            Packets.Tcp(false, 4999, "SA"),
            Packets.Tcp(true, 1003, "A", "later"),
            Packets.Tcp(true, 1000, "A", "now"),
            Packets.Tcp(false, 5000, "A", new string('x', 300), 1008),
            Packets.Tcp(true, 1008, "FA"),
            Packets.Tcp(false, 5300, "FA", acknowledged: 1009),
        ];
        byte[][] pieces = [.. Packets.InPieces(Packets.Udp(Packets.Client, Packets.Server, new byte[600]), 256)];
        var extended = Packets.Extended(Packets.Udp(Packets.Client6, Packets.Server6, "six"u8), 0, new byte[8]);
        byte[][] all = [Datagram, .. stream, .. pieces, extended];
        foreach (var link in Enum.GetValues<LinkType>().Where(link => link != LinkType.ExportedPdu))
        {
            byte[][] packets = [.. all.Select(packet => Packets.On(link, packet))];
            yield return CaptureBytes.Pcap(link, link > LinkType.Raw, link > LinkType.Ethernet, packets);
            yield return CaptureBytes.Pcapng(link, link <= LinkType.Raw, packets);
        }

        byte[] message =
        [
            0,
            12,
            0,
            4,
            (byte)'d',
            (byte)'a',
            (byte)'t',
            (byte)'a',
            0,
            20,
            0,
            4,
            1,
            2,
            3,
            4,
            0,
            21,
            0,
            4,
            4,
            3,
            2,
            1,
            0,
            24,
            0,
            4,
            0,
            0,
            0,
            2,
        ];
        yield return CaptureBytes.Pcapng(LinkType.ExportedPdu, false, [.. message, 0, 0, 0, 0, 1, 2, 3]);
    }

    private static byte[] Changed(byte[][] valid, Random random)
    {
        byte[] file = [.. valid[random.Next(valid.Length)]];
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var (at, other) = (random.Next(file.Length), random.Next(file.Length));
            switch (random.Next(6))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)(random.Next(2) * 255);
                    break;
                case 2:
                    random.NextBytes(file.AsSpan(at, Math.Min(4, file.Length - at)));
                    break;
                case 3:
                    file = [.. file.AsSpan(0, at), .. file.AsSpan(other, Math.Min(64, file.Length - other)), .. file.AsSpan(at)];
                    break;
                case 4 when file.Length > 64:
                    file = [.. file.AsSpan(0, at), .. file.AsSpan(Math.Min(file.Length, at + random.Next(64)))];
                    break;
                default:
                    file = file[..Math.Max(1, at)];
                    break;
            }

            if (file.Length == 0)
            {
                return [0];
            }
        }

        return file;
    }

    private static async Task<BadCaptureException> RefusedAsync(byte[] file) =>
        await Assert.ThrowsAsync<BadCaptureException>(() => CaptureBytes.ReadAsync(file));
}
