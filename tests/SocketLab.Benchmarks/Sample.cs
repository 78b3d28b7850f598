using System.Globalization;

namespace SocketLab.Benchmarks;

/// <summary>Median and tails of measured milliseconds.</summary>
internal static class Sample
{
    public static string Describe(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, max {At(1):0.0} ms ({sorted.Length} samples)"
        );
    }
}
