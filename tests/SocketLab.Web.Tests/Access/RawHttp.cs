using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketLab.Web.Tests.Access;

/// <summary>Requests byte for byte: an HttpClient refuses to send what an attacker would.</summary>
internal static class RawHttp
{
    public static async Task<(int Status, string Body)> SendAsync(int port, params IEnumerable<string> lines)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), cancel);

        var answer = new StringBuilder();
        var buffer = new byte[8192];
        while (!IsWhole(answer.ToString()))
        {
            var n = await stream.ReadAsync(buffer, cancel);
            if (n == 0)
                break;
            answer.Append(Encoding.UTF8.GetString(buffer, 0, n));
        }
        var text = answer.ToString();
        return (
            int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture),
            text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]
        );
    }

    // 101 has no end; everything else ends as its headers say, or with the connection.
    private static bool IsWhole(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var head = answer[..end];
        return Has(" 101 ")
            || (Has("Content-Length: 0") && !Has("Connection: close"))
            || (Has("chunked") && answer.EndsWith("0\r\n\r\n", StringComparison.Ordinal));

        bool Has(string text) => head.Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
