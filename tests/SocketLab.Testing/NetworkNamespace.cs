using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SocketLab.Testing;

/// <summary>
/// A network of a test's own (network_namespaces(7)): sockets made inside stay there, whoever uses them afterwards. Needs root, as CI has.
/// </summary>
internal static partial class NetworkNamespace
{
    private const int NewNetwork = 0x40000000;

    /// <summary>
    /// Runs <paramref name="inside"/> on a thread whose network is new and empty, after the commands of ip(8) that set it up.
    /// </summary>
    public static async Task<T> RunAsync<T>(string[] commands, Func<T> inside)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                Assert.True(
                    Unshare(NewNetwork) == 0,
                    $"A test needs a network of its own, which takes root: error {Marshal.GetLastPInvokeError()}."
                );
                foreach (var command in commands)
                {
                    Ip(command);
                }

                result.SetResult(inside());
            }
            catch (Exception error)
            {
                result.SetException(error);
            }
        }).Start();
        return await Eventually.Ends(result.Task);
    }

    /// <summary>
    /// Waits until the network of the thread that asks takes an IPv6 address for its own: the route to it is entered a moment after the
    /// address, and until then datagrams to it go out and are lost.
    /// </summary>
    public static void AwaitOwn(string address) =>
        Assert.True(
            SpinWait.SpinUntil(() => Ip($"-6 route get {address}").StartsWith("local", StringComparison.Ordinal), TimeSpan.FromSeconds(20)),
            $"{address} is still elsewhere."
        );

    /// <summary>Runs a command of ip(8) in the network of the thread that asks.</summary>
    /// <returns>What it printed.</returns>
    public static string Ip(string command) => Run("ip", command);

    /// <summary>Runs a command of tc(8), which slows traffic down, in the network of the thread that asks.</summary>
    public static void Tc(string command) => Run("tc", command);

    private static string Run(string tool, string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(tool, command) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{tool} {command}: {error}");
        return output;
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
