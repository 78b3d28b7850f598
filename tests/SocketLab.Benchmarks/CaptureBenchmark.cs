using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using SocketLab.Benchmarks.Peers;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Packets;

namespace SocketLab.Benchmarks;

/// <summary>Opens 1 GiB of pcap over HTTP: how long until it can be read, and how much memory that takes.</summary>
internal static class CaptureBenchmark
{
    private const long FileBytes = 1L << 30;
    private const int PayloadBytes = 1400;
    private const int RecordHeader = 16;
    private const long MostMegabytes = ((256L << 20) / 1_000_000) + 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        var isMet = true;
        Console.WriteLine("what\tpackets\tseconds\thighest resident MB");
        foreach (var isStream in (bool[])[false, true])
        {
            await using var lab = LabProcess.Start(options.App);
            await lab.AnsweredAsync("/healthz");
            using var path = new TempFile();
            var packets = Write(path.Path, isStream);
            ProcessFigures.ForgetPeak(lab.Id);
            var clock = Stopwatch.StartNew();
            await using var file = File.OpenRead(path.Path);
            using var content = new StreamContent(file, 1 << 20);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var answer = await lab.Client.PostAsync(new Uri("/api/captures?name=large", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
            var (elapsed, peak) = (clock.Elapsed, ProcessFigures.PeakResidentBytes(lab.Id) / 1_000_000);
            isMet &= elapsed <= Longest && peak <= MostMegabytes;
            Console.WriteLine($"{(isStream ? "TCP" : "UDP")}\t{packets}\t{elapsed.TotalSeconds:0.0}\t{peak}");
        }

        Console.WriteLine($"At most {Longest.TotalSeconds:0} s and {MostMegabytes} MB: {(isMet ? "met" : "missed")}");
        return isMet;
    }

    /// <summary>Writes the file: one large stream, or datagrams of one conversation.</summary>
    /// <returns>How many packets it has.</returns>
    private static long Write(string path, bool isStream)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Span<byte> header = [0x4D, 0x3C, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, (byte)LinkType.Raw, 0, 0, 0];
        file.Write(header);
        var record = Record(isStream);
        long packets = 0;
        for (; file.Position < FileBytes; packets++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(record, 1_700_000_000 + (uint)(packets / 100_000));
            if (isStream)
            {
                BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(RecordHeader + 24), unchecked((uint)(packets * PayloadBytes)));
            }

            file.Write(record);
        }

        return packets;
    }

    private static byte[] Record(bool isStream)
    {
        var (from, to) = (PeerAddress.From(IPEndPoint.Parse("10.0.0.1:50000")), PeerAddress.From(IPEndPoint.Parse("10.0.0.2:80")));
        var (segment, payload) = (new TcpSegment(from, to, 0, 0, IpNumbers.Ack), new byte[PayloadBytes]);
        var datagram = new UdpBuilder().Between(from, to);
        var head = isStream ? TcpBuilder.HeadLength(segment) : datagram.HeadLength;
        var record = new byte[RecordHeader + head + PayloadBytes];
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), head + PayloadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), head + PayloadBytes);
        if (isStream)
        {
            TcpBuilder.Write(record.AsSpan(RecordHeader), segment, payload);
        }
        else
        {
            datagram.Write(record.AsSpan(RecordHeader), payload, PayloadBytes);
        }

        return record;
    }
}
