using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>A minute of traffic as a line over a baseline, scaled to its own peak; the newest second is at the right edge.</summary>
public partial class Sparkline
{
    private const int Floor = 21;
    private const double Height = 18.5;

    /// <summary>Messages in each second, oldest first; none: nothing but the baseline.</summary>
    [Parameter]
    public IReadOnlyList<long> Values { get; set; } = [];

    /// <summary>One shape, line and area alike: its sides and its bottom lie outside of what is seen.</summary>
    private string Path
    {
        get
        {
            var path = new StringBuilder("M-9 30V");
            var peak = Math.Max(Values.Max(), 1);
            var first = RateHistory.Seconds - Values.Count;
            path.Append(first > 0 ? $"21H{first}" : Number(Y(0)));
            for (var i = 0; i < Values.Count; i++)
            {
                path.Append(CultureInfo.InvariantCulture, $"L{first + i} {Number(Y(i))}");
            }

            return path.Append("H69V30").ToString();

            double Y(int index) => Floor - (Values[index] * Height / peak);
        }
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
