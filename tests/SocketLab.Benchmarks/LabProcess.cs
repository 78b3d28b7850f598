using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks;

/// <summary>A SocketLab process on a free port with an empty workspace.</summary>
internal sealed class LabProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private LabProcess(Process process, DirectoryInfo data, Uri address, HttpClient client)
    {
        (_process, _data, Address, Client) = (process, data, address, client);
        Client.BaseAddress = address;
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>Its exit code; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Starts the process; it may not answer yet.</summary>
    public static LabProcess Start(string app, params (string Name, string Value)[] variables) =>
        Start(new ProcessStartInfo("dotnet"), new HttpClient(), app, variables);

    /// <summary>Starts it with so many open files allowed. Its client makes a connection for each request.</summary>
    public static LabProcess StartLimited(string app, int openFiles, params (string Name, string Value)[] variables) =>
        Start(
            new ProcessStartInfo("bash", ["-c", $"ulimit -n {openFiles} && exec dotnet \"$@\"", "dotnet"]),
            new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }),
            app,
            variables
        );

    private static LabProcess Start(ProcessStartInfo start, HttpClient client, string app, (string Name, string Value)[] variables)
    {
        var data = Directory.CreateTempSubdirectory("socketlab-bench-");
        var address = new Uri($"http://127.0.0.1:{LocalPort.Free(ProtocolType.Tcp)}");
        start.RedirectStandardOutput = true;
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
        return new LabProcess(process, data, address, client);
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

    /// <summary>Asks it to stop (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
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
