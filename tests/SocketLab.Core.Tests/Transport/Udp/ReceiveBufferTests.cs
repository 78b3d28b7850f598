using System.Globalization;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>How deep a receive buffer the system grants, with CAP_NET_ADMIN and without.</summary>
public sealed class ReceiveBufferTests
{
    private static readonly int Default = new UdpOptions().ReceiveBufferBytes;

    private static int SystemLimit => int.Parse(File.ReadAllText("/proc/sys/net/core/rmem_max"), CultureInfo.InvariantCulture);

    [Fact]
    public void The_default_is_64_MiB() => Assert.Equal(67_108_864, Default);

    [Theory]
    [InlineData(4_096)]
    [InlineData(67_108_864)]
    [InlineData(300_000_000)]
    public async Task With_the_right_to_it_all_is_granted(int bytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such right.");
        Assert.Equal(bytes, await GrantedAsync(bytes, withRight: true));
    }

    [Fact]
    public async Task Without_the_right_it_is_the_systems_limit_and_never_less_than_its_default()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such right.");
        using var untouched = Sockets.Udp();
        var systemDefault = ReceiveBuffer.Granted(untouched);
        Assert.Equal(Math.Max(Math.Min(Default, SystemLimit), systemDefault), await GrantedAsync(Default, withRight: false));
        Assert.Equal(systemDefault / 2, await GrantedAsync(systemDefault / 2, withRight: false));
    }

    /// <summary>On a thread of its own: capabilities are a thread's (capabilities(7)).</summary>
    private static async Task<int> GrantedAsync(int bytes, bool withRight)
    {
        var granted = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                if (!withRight)
                {
                    Capabilities.DropNetAdmin();
                }

                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                ReceiveBuffer.Request(socket, bytes);
                granted.SetResult(ReceiveBuffer.Granted(socket));
            }
            catch (Exception error)
            {
                granted.SetException(error);
            }
        }).Start();
        return await Eventually.Ends(granted.Task);
    }
}
