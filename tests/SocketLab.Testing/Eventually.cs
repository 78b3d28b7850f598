using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Journal;

namespace SocketLab.Testing;

/// <summary>Awaits what must come true, with one generous limit for a machine under load. Nothing here measures time.</summary>
internal static class Eventually
{
    /// <summary>Only a test that fails ever waits so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks again whenever <paramref name="changed"/> fires.</summary>
    public static async Task HoldsAsync(
        ChangeSignal changed,
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    )
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

    /// <summary>For what has to be asked for: asks every few milliseconds.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Never came true: {what}");
            await Task.Delay(LookAgain, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Lets the tests' own clock run, a step at a time, until it holds.</summary>
    public static Task HoldsAsync(
        FakeTimeProvider clock,
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    ) =>
        HoldsAsync(
            () =>
            {
                if (condition())
                {
                    return true;
                }

                clock.Advance(ClockStep);
                return false;
            },
            what
        );

    /// <summary>The result of <paramref name="task"/>, which must end.</summary>
    public static async Task<T> Ends<T>(Task<T> task) => await task.WaitAsync(Patience);

    /// <summary>Awaits <paramref name="task"/>, which must end.</summary>
    public static async Task Ends(Task task) => await task.WaitAsync(Patience);
}
