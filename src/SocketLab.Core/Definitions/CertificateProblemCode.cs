namespace SocketLab.Core.Definitions;

/// <summary>The checks. The names are the HTTP contract's, in camelCase there.</summary>
public enum CertificateProblemCode
{
    /// <summary>The peer showed none.</summary>
    Missing,

    /// <summary>It is for other names.</summary>
    NameMismatch,

    /// <summary>Its time, or that of one in its chain, has passed.</summary>
    Expired,

    /// <summary>Its time, or that of one in its chain, has not begun.</summary>
    NotYetValid,

    /// <summary>It signed itself, and is not trusted.</summary>
    SelfSigned,

    /// <summary>Its chain ends in a root that is not trusted.</summary>
    UntrustedRoot,

    /// <summary>Its issuer is not known, so that no chain can be built.</summary>
    UnknownIssuer,

    /// <summary>It, or one in its chain, was taken back.</summary>
    Revoked,

    /// <summary>It is not meant for this use.</summary>
    WrongUsage,

    /// <summary>Something else; the message has the system's words.</summary>
    Invalid,
}
