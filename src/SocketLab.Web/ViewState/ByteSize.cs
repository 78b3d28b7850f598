using System.Globalization;

namespace SocketLab.Web.ViewState;

/// <summary>Writes amounts of bytes short: <c>1.2 MB</c>. Decimal units, as network tools use.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>At most three digits and a unit.</summary>
    public static string Format(double bytes)
    {
        var unit = 0;
        while (bytes >= 999.5 && unit < Units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        var digits = unit == 0 || bytes >= 99.95 ? "0" : "0.0";
        return $"{bytes.ToString(digits, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
