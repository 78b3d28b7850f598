using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>A check that a peer's certificate failed.</summary>
/// <param name="Code">Which one.</param>
/// <param name="Message">What is wrong, as a part of a sentence: "it expired on …".</param>
public readonly record struct CertificateProblem(CertificateProblemCode Code, string Message);
