namespace SocketLab.Benchmarks.Peers;

/// <summary>The highest rate at which a receiver loses nothing in a second, by bisection.</summary>
internal static class LossFreeRate
{
    /// <summary>To 1/32 of the flat-out rate.</summary>
    private const int Steps = 5;

    /// <param name="flatOut">Datagrams a second that the sender manages: nothing above it can be tried.</param>
    /// <param name="lostAt">How many of some datagrams are lost at a rate.</param>
    /// <returns>Datagrams a second; 1/32 of <paramref name="flatOut"/> if it lost some at every rate tried.</returns>
    public static async Task<double> FindAsync(double flatOut, Func<int, int, Task<long>> lostAt)
    {
        var (low, high) = (0.0, flatOut);
        for (var step = 0; step < Steps; step++)
        {
            var rate = (low + high) / 2;
            (low, high) = await lostAt((int)rate, (int)Math.Max(rate, 1_000)) == 0 ? (rate, high) : (low, rate);
        }

        return Math.Max(low, high / 2);
    }
}
