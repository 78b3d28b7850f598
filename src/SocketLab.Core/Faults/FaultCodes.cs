using System.Text.Json;

namespace SocketLab.Core.Faults;

/// <summary>The contract's spelling of fault codes.</summary>
public static class FaultCodes
{
    private static readonly Dictionary<FaultCode, string> Names = Enum.GetValues<FaultCode>()
        .ToDictionary(code => code, code => JsonNamingPolicy.CamelCase.ConvertName(code.ToString()));

    /// <summary><c>addressInUse</c> for <see cref="FaultCode.AddressInUse"/>.</summary>
    public static string ToName(this FaultCode code) => Names[code];
}
