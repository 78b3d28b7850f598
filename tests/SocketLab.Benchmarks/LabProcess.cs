using System.Diagnostics;
using System.Net.Sockets;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks;

/// <summary>A SocketLab process on a free port with an empty workspace.</summary>
internal sealed class LabProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private LabProcess(Process process, DirectoryInfo data, Uri address)
    {
        (_process, _data, Address) = (process, data, address);
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>Starts the process; it may not answer yet.</summary>
    public static LabProcess Start(string app, params (string Name, string Value)[] variables)
    {
        var data = Directory.CreateTempSubdirectory("socketlab-bench-");
        var address = new Uri($"http://127.0.0.1:{LocalPort.Free(ProtocolType.Tcp)}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        foreach (
            var argument in (string[])
                [
                    Path.Combine(Path.GetFullPath(app), "SocketLab.Web.dll"),
                    "--urls",
                    address.ToString(),
                    "--SocketLab:DataDirectory",
                    data.FullName,
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new LabProcess(process, data, address);
    }

    /// <summary>Asks for <paramref name="path"/> until it is answered with 200.</summary>
    public async Task AnsweredAsync(string path)
    {
        while (true)
        {
            try
            {
                using var answer = await Client.GetAsync(path);
                if (answer.IsSuccessStatusCode)
                {
                    await answer.Content.ReadAsByteArrayAsync();
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }
}
