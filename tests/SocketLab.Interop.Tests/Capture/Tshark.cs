using System.IO.Pipelines;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Endpoints;

namespace SocketLab.Interop.Tests.Capture;

/// <summary>Asks Wireshark's tools about capture files.</summary>
internal sealed class Tshark : IDisposable
{
    /// <summary>What must be true of no packet of ours: something is malformed, a checksum is wrong, or TCP looks strange.</summary>
    private const string Faults =
        "_ws.malformed || ip.checksum.status == 0 || udp.checksum.status == 0 || tcp.checksum.status == 0 || tcp.analysis.flags "
        + "|| _ws.expert.severity >= 0x00800000";

    private static readonly string[] Checks =
    [
        .. ((string[])["ip.check_checksum:TRUE", "udp.check_checksum:TRUE", "tcp.check_checksum:TRUE"]).SelectMany(o => new[] { "-o", o }),
    ];

    private readonly TempFolder _folder = new();

    public string Folder => _folder.Path;

    public string File => Path.Combine(_folder.Path, "lab.pcapng");

    /// <summary>Writes what endpoints' journals keep into <see cref="File"/>.</summary>
    public async Task WriteAsync(EndpointLab lab, CaptureOptions? options, params Endpoint[] endpoints)
    {
        await using var file = System.IO.File.Create(File);
        var to = PipeWriter.Create(file);
        var stream = new CaptureFile([.. endpoints.Select(lab.Supervisor.ToCaptureSource)], options ?? new(), to);
        await stream.WriteKeptAsync(CancellationToken.None);
        await to.CompleteAsync();
    }

    /// <summary>Nothing in the file is wrong, as far as Wireshark can tell.</summary>
    public async Task AssertFaultlessAsync() => Assert.Empty(await LinesAsync([.. Checks, "-Y", Faults]));

    /// <summary>The values of fields, a packet each.</summary>
    public async Task<string[][]> FieldsAsync(string filter, params string[] fields) =>
        [
            .. (await LinesAsync(["-Y", filter, "-T", "fields", .. fields.SelectMany(field => new[] { "-e", field })])).Select(line =>
                line.Split('\t')
            ),
        ];

    /// <summary>The bytes of each direction of a TCP stream, as Wireshark follows it: from its opener, and to it.</summary>
    public async Task<(byte[] FromOpener, byte[] ToOpener)> FollowAsync(int stream)
    {
        var lines = await LinesAsync(["-q", "-z", $"follow,tcp,raw,{stream}"], keepIndent: true);
        var hex = lines
            .Where(line => line.Trim('\t').All(char.IsAsciiHexDigit))
            .ToLookup(line => line.StartsWith('\t'), line => line.Trim());
        return (Convert.FromHexString(string.Concat(hex[false])), Convert.FromHexString(string.Concat(hex[true])));
    }

    /// <summary>The lines that tshark prints about the file.</summary>
    public Task<string[]> LinesAsync(string[] arguments, bool keepIndent = false) =>
        RunAsync("tshark", ["-r", File, .. arguments], keepIndent);

    /// <summary>The lines that a tool prints, without the one that warns of running as root.</summary>
    public static async Task<string[]> RunAsync(string tool, string[] arguments, bool keepIndent = false) =>
        [
            .. (await Tool.RunAsync(tool, null, arguments))
                .Split('\n')
                .Select(line => keepIndent ? line.TrimEnd('\r') : line.TrimEnd())
                .Where(line => line.Length > 0 && !line.StartsWith("Running as user", StringComparison.Ordinal)),
        ];

    public void Dispose() => _folder.Dispose();
}
