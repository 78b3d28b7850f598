using System.Globalization;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>How long input is changed at random, and from which seed on.</summary>
internal static class FuzzSettings
{
    /// <summary>Which changes are made: 1, unless <c>SOCKETLAB_TEST_SEED</c> says otherwise.</summary>
    public static int Seed => Number("SOCKETLAB_TEST_SEED") ?? 1;

    /// <summary>How many requests are made: few in every run, more with <c>SOCKETLAB_TEST_REQUESTS</c>.</summary>
    public static int Requests(int otherwise) => Number("SOCKETLAB_TEST_REQUESTS") ?? otherwise;

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
