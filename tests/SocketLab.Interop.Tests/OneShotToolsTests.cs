using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport;

namespace SocketLab.Interop.Tests;

/// <summary>Servers that answer only after our end, and such that answer only before it.</summary>
public sealed class OneShotToolsTests
{
    [Theory]
    [InlineData(HalfClose.AfterSend, "")]
    [InlineData(HalfClose.Never, "late q\n")]
    [InlineData(HalfClose.AfterReply, "late q\n")]
    public async Task Socat_that_gives_up_at_our_end_answers_while_we_have_not_ended(HalfClose halfClose, string answer)
    {
        var port = FreePort.Tcp();
        await using var socat = Tool.Start(
            "socat",
            "-t",
            "0",
            "-d",
            "-d",
            $"TCP4-LISTEN:{port},bind=127.0.0.1,fork",
            "SYSTEM:read x; sleep 0.3; echo late $x"
        );
        await socat.SaysAsync("listening on");
        Assert.Equal(answer, await AskAsync(port, "q\n", halfClose));
    }

    [Theory]
    [InlineData(HalfClose.AfterSend, "5\n")]
    [InlineData(HalfClose.Never, "")]
    public async Task Socat_that_counts_to_our_end_answers_after_it(HalfClose halfClose, string answer)
    {
        var port = FreePort.Tcp();
        await using var socat = Tool.Start("socat", "-d", "-d", $"TCP4-LISTEN:{port},bind=127.0.0.1,fork", "SYSTEM:wc -c");
        await socat.SaysAsync("listening on");
        Assert.Equal(answer, await AskAsync(port, "12345", halfClose, waitMs: halfClose == HalfClose.Never ? 500 : 20_000));
    }

    private static async Task<string> AskAsync(int port, string question, HalfClose halfClose, int waitMs = 20_000)
    {
        var send = new OneShotSend(
            OneShotProtocol.Tcp,
            new() { Host = "127.0.0.1", Port = port },
            Encoding.ASCII.GetBytes(question),
            TimeSpan.FromMilliseconds(waitMs)
        )
        {
            HalfClose = halfClose,
        };
        var result = await OneShotSender.SendAsync(send, DestinationPolicy.Default, TimeProvider.System, CancellationToken.None);
        return string.Concat(result.Replies.Select(reply => Encoding.ASCII.GetString(reply.Payload.Span)));
    }
}
