using System.Globalization;
using System.Security.Cryptography;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Access;

/// <summary>One login: when it was, and a random number. Only a sealed cookie carries it.</summary>
internal readonly record struct LoginId(long UnixSeconds, string Random)
{
    private const int RandomDigits = 32;

    public static LoginId New(DateTimeOffset now) => new(now.ToUnixTimeSeconds(), RandomNumberGenerator.GetHexString(RandomDigits, true));

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static LoginId? Parse(string? text) =>
        text?.Split('-') is [var seconds, { Length: RandomDigits } random] && WholeNumber.TryRead<long>(seconds, out var at)
            ? new(at, random)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UnixSeconds}-{Random}");
}
