using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>The last minute of a rate as a line, scaled to its own peak; the newest value is at the right edge.</summary>
public partial class Sparkline
{
    private const int Seconds = 60;
    private const double Height = 22;

    /// <summary>Values, oldest first.</summary>
    [Parameter]
    public IReadOnlyList<double> Values { get; set; } = [];

    private string Start => Number(X(0));

    private string Path
    {
        get
        {
            var peak = Math.Max(Values.Max(), 1);
            return "M"
                + string.Join(" L", Values.Select((value, i) => $"{Number(X(i))} {Number(Height - 1 - (value / peak * (Height - 3)))}"));
        }
    }

    private double X(int index) => 100 - ((Values.Count - 1 - index) * 100.0 / (Seconds - 1));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
