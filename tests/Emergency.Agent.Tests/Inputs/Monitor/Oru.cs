using System.Text;

namespace Emergency.Agent.Tests.Inputs;

/// <summary>Writes messages as a monitor does.</summary>
internal static class Oru
{
    public static string Message(string observations, string id = "M1", string version = "2.6", string type = "ORU^R01^ORU_R01", string set = "") =>
        $"MSH|^~\\&|MONITOR|CABIN|AGENT||20260301080000+0000||{type}|{id}|P|{version}||||||{set}\rPID|1||P1\rOBR|1|||VITALS|||20260301075959.500+0000\r{observations}";

    public static string Obx(string code, string value, string unit, string system = "LN", string type = "NM") =>
        $"OBX|1|{type}|{code}^name^{system}||{value}|{unit}|||||F\r";

    public static byte[] Frame(string message, Encoding? encoding = null) => [0x0B, .. (encoding ?? Encoding.UTF8).GetBytes(message), 0x1C, 0x0D];
}
