using System.Net;
using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Interop.Tests;

/// <summary>Both ways between SocketLab and Packet Sender.</summary>
public sealed class PacketSenderTests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    public static MatrixTheoryData<EndpointKind, string> Sends =>
        new([EndpointKind.UdpListener, EndpointKind.TcpListener], ["hex", "mixed ascii", "ascii", "file"]);

    /// <summary>What it wrote is what we have, and what we answer by rule is what it prints.</summary>
    [Theory, MemberData(nameof(Sends))]
    public async Task It_sends_and_prints_our_answer(EndpointKind kind, string format)
    {
        await using var lab = new EndpointLab();
        await using var packetSender = new PacketSender();
        var answer = new PayloadText { Format = PayloadFormat.Hex, Data = Convert.ToHexString(AllBytes) };
        var listener = await lab.StartAsync(new() { Kind = kind, Reply = [new() { Payload = answer }] });
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, AllBytes);
        (string[] options, string[] data, byte[] expected) = format switch
        {
            "hex" => (["-x"], [PacketSender.Hex(AllBytes)], AllBytes),
            "mixed ascii" => (["-a"], [@"one\r\n\00\ff two"], (byte[])[.. "one\r\n"u8, 0, 255, .. " two"u8]),
            "ascii" => (["-A"], [@"as \n it is"], Encoding.ASCII.GetBytes(@"as \n it is")),
            _ => ((string[])["-f", file], (string[])[], AllBytes),
        };
        var output = await packetSender.SendAsync([
            kind == EndpointKind.UdpListener ? "-u" : "-t",
            "-q",
            "-w",
            "2000",
            .. options,
            "127.0.0.1",
            $"{listener.Bound!.Port}",
            .. data,
        ]);
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal(expected, listener.Journal.ReadAll().Bytes(EntryDirection.In));
        Assert.Equal(AllBytes, PacketSender.Answer(output));
        File.Delete(file);
    }

    [Theory]
    [InlineData(EndpointKind.UdpSender)]
    [InlineData(EndpointKind.TcpClient)]
    public async Task It_listens_and_answers_the_exact_bytes(EndpointKind kind)
    {
        await using var lab = new EndpointLab();
        await using var packetSender = new PacketSender();
        byte[] answer = [.. AllBytes.Reverse()];
        var (tcp, udp) = await packetSender.ListenAsync(AllBytes, answer);
        var to = new IPEndPoint(IPAddress.Loopback, kind == EndpointKind.UdpSender ? udp : tcp);
        var endpoint = await lab.StartAsync(new() { Kind = kind, Remote = EndpointLab.Remote(to) });
        await endpoint.SendAsync(AllBytes, null, CancellationToken.None);
        await Eventually.HoldsAsync(endpoint.Journal.Changed, () =>
            endpoint.Journal.ReadAll().Bytes(EntryDirection.In).Length == answer.Length
        );
        Assert.Equal(answer, endpoint.Journal.ReadAll().Bytes(EntryDirection.In));
    }
}
