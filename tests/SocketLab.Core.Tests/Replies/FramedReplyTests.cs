using System.Text;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Replies;

/// <summary>Rules on streams that are framed by a protocol: each frame is asked for its content, and nothing else is.</summary>
public sealed class FramedReplyTests
{
    [Theory]
    [InlineData("SLIP", "\u00c0a\u00db\u00dcb\u00c0", "a\u00c0b")]
    [InlineData("COBS", "\u0002a\u0002b\0", "a\0b")]
    [InlineData("DLE STX … DLE ETX", "\u0010\u0002a\u0010\u0010\u0003b\u0010\u0003", "a\u0010\u0003b")]
    [InlineData("STX … ETX", "\u0002a b\u0003", "a b")]
    [InlineData("protobuf, varint length", "\u0003a b", "a b")]
    [InlineData("Syslog (octet counting)", "3 a b", "a b")]
    [InlineData("Modbus/TCP", "\0\u0001\0\0\0\u0002a!", "\0\u0001\0\0\0\u0002a!")]
    public async Task A_rule_compares_the_content_as_its_sender_had_it_and_an_echo_returns_the_frame(
        string protocol,
        string frame,
        string content
    )
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            Tcp(
                protocol,
                new ReplyRule
                {
                    When = new() { Type = ReplyMatch.Hex, Value = Convert.ToHexString(Encoding.Latin1.GetBytes(content)) },
                    Payload = new() { Data = "yes" },
                },
                new ReplyRule { Echo = true }
            )
        );
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        var bytes = Encoding.Latin1.GetBytes(frame);
        await peer.SendAsync(bytes.AsMemory(0, 2));
        await listener.Journal.FirstAsync(entry => entry.Length == 2);
        await peer.SendAsync(bytes.AsMemory(2));
        Assert.Equal("yes"u8.ToArray(), await peer.ReadAsync(3));
        var other = Encoding.Latin1.GetBytes(frame.Replace('a', 'x'));
        await peer.SendAsync(other);
        Assert.Equal(other, await peer.ReadAsync(other.Length));
    }

    [Fact]
    public async Task What_stands_between_frames_and_a_frame_that_breaks_off_are_not_answered()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Tcp("STX … ETX", new ReplyRule { Echo = true }));
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        await peer.SendAsync("noise\u0002broken\u0002a\u0003\r\n\u0002b\u0003"u8.ToArray());
        Assert.Equal("\u0002a\u0003\u0002b\u0003"u8.ToArray(), await peer.ReadAsync(6));
        Assert.Equal([2], listener.Statistics.ReplyHits);
        Assert.Equal(0, listener.Statistics.RepliesSkipped);
    }

    private static EndpointDefinition Tcp(string protocol, params ReplyRule[] rules) =>
        new()
        {
            Kind = EndpointKind.TcpListener,
            Reply = rules,
            Tcp = new() { Framing = FramingPreset.All.Single(preset => preset.Name == protocol).Options },
        };
}
