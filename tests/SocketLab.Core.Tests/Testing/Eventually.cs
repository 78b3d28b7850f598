using System.Runtime.CompilerServices;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Testing;

/// <summary>Awaits what must come true, with one generous limit for a machine under load. Nothing here measures time.</summary>
internal static class Eventually
{
    /// <summary>Only a test that fails ever waits so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    /// <summary>Looks again whenever <paramref name="changed"/> fires.</summary>
    public static async Task HoldsAsync(ChangeSignal changed, Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = changed.Version;
            if (condition())
            {
                return;
            }

            try
            {
                await changed.WaitAsync(seen, patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Never came true: {what}");
            }
        }
    }

    /// <summary>For what nothing signals: looks every few milliseconds.</summary>
    public static async Task HoldsAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Never came true: {what}");
            await Task.Delay(LookAgain, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>The result of <paramref name="task"/>, which must end.</summary>
    public static async Task<T> Ends<T>(Task<T> task) => await task.WaitAsync(Patience);

    /// <summary>Awaits <paramref name="task"/>, which must end.</summary>
    public static async Task Ends(Task task) => await task.WaitAsync(Patience);
}
