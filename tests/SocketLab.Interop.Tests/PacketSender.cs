namespace SocketLab.Interop.Tests;

/// <summary>Packet Sender from the distribution: its command line, and its window's servers without a window.</summary>
/// <remarks>
/// Its settings are in a folder of ours. The servers belong to the window: Qt can show that to nobody ("offscreen"), but the program asks
/// <c>xrandr</c> first whether there is a screen, so we say yes. What it received is told by its smart responses: it answers exactly these
/// bytes.
/// </remarks>
internal sealed class PacketSender : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socketlab-packetsender-");
    private Tool? _window;

    private IEnumerable<string> Environment =>
        [
            $"HOME={_home.FullName}",
            $"XDG_DATA_HOME={_home.FullName}",
            $"PATH={_home.FullName}:{System.Environment.GetEnvironmentVariable("PATH")}",
            "QT_QPA_PLATFORM=offscreen",
        ];

    /// <summary>Sends from its command line, and returns what it printed.</summary>
    public Task<string> SendAsync(params string[] arguments) => Tool.RunAsync("env", null, [.. Environment, "packetsender", .. arguments]);

    /// <summary>The bytes of an answer as it prints them with <c>-q</c>: hexadecimal with blanks.</summary>
    public static byte[] Answer(string output) => Convert.FromHexString(string.Concat(output.Where(char.IsAsciiHexDigit)));

    /// <summary>Writes bytes as it reads them.</summary>
    public static string Hex(byte[] bytes) =>
        string.Join(' ', bytes.Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>
    /// Listens at free ports of 127.0.0.1, and answers <paramref name="request"/> with <paramref name="answer"/> and anything else with
    /// nothing.
    /// </summary>
    public async Task<(int Tcp, int Udp)> ListenAsync(byte[] request, byte[] answer)
    {
        var (tcp, udp) = (FreePort.Tcp(), FreePort.Udp());
        var settings = _home.CreateSubdirectory("PacketSender");
        await File.WriteAllTextAsync(
            Path.Combine(settings.FullName, "ps_settings.ini"),
            $"""
            [General]
            ipMode=127.0.0.1
            tcpPort={tcp}
            udpPort={udp}
            sslServerEnable=false
            checkforUpdates=false
            smartResponseEnableCheck=true
            responseEnableCheck1=true
            responseEncodingBox1=HEX
            responseIfEdit1={Hex(request)}
            responseReplyEdit1={Hex(answer)}
            """
        );
        File.CreateSymbolicLink(Path.Combine(_home.FullName, "xrandr"), "/bin/true");
        _window = Tool.Start("env", [.. Environment, "packetsender"]);
        await FreePort.TakenAsync(tcp, udp: false);
        await FreePort.TakenAsync(udp, udp: true);
        return (tcp, udp);
    }

    public async ValueTask DisposeAsync()
    {
        if (_window is not null)
        {
            await _window.DisposeAsync();
        }

        _home.Delete(recursive: true);
    }
}
