// A password vault: key derivation, authenticated encryption, signatures, and what tampering does to them.

// %%
import crypto from "node:crypto";
import { promisify } from "node:util";

const scrypt = promisify(crypto.scrypt);
const { subtle } = globalThis.crypto;
const hex = (bytes, length = 16) => Buffer.from(bytes).toString("hex").slice(0, length);

// %% digests of something known
for (const algorithm of ["md5", "sha1", "sha256", "sha512", "sha3-256"]) {
  const digest = crypto.createHash(algorithm).update("The quick brown fox").update(" jumps").digest("hex");
  console.log(algorithm.padEnd(9), digest.slice(0, 32));
}
console.log("hmac     ", crypto.createHmac("sha256", "key").update("message").digest("base64"));
console.log("one shot ", crypto.hash("sha256", "").slice(0, 32));

// %% keys from passwords
const salt = Buffer.from("0123456789abcdef", "hex");
const key = await scrypt("correct horse battery staple", salt, 32, { N: 1024 });
console.log("scrypt", hex(key));
console.log("pbkdf2", hex(crypto.pbkdf2Sync("password", salt, 1000, 32, "sha256")));
console.log("hkdf  ", hex(crypto.hkdfSync("sha256", key, salt, "vault v1", 32)));

// %% the vault
class Vault {
  #key;
  #entries = new Map();
  #counter = 0;

  constructor(key) {
    this.#key = key;
  }

  /** The nonce is a counter here, so that the output is always the same. */
  #nonce() {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(++this.#counter, 8);
    return nonce;
  }

  put(name, secret) {
    const nonce = this.#nonce();
    const cipher = crypto.createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(name));
    const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    this.#entries.set(name, { nonce, body, tag: cipher.getAuthTag() });
    return this;
  }

  get(name) {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`nothing under ${name}`);
    const decipher = crypto.createDecipheriv("aes-256-gcm", this.#key, entry.nonce);
    decipher.setAAD(Buffer.from(name)).setAuthTag(entry.tag);
    return decipher.update(entry.body, undefined, "utf8") + decipher.final("utf8");
  }

  tamper(name, change) {
    change(this.#entries.get(name));
  }

  *[Symbol.iterator]() {
    for (const [name, { body, tag }] of this.#entries) yield [name, hex(body), hex(tag)];
  }
}
const vault = new Vault(key).put("mail", "hunter2").put("bank", "pässwörd €").put("empty", "");

// %%
for (const [name, body, tag] of vault) console.log(name.padEnd(6), body.padEnd(17), tag);
console.log(["mail", "bank", "empty"].map((name) => vault.get(name)));

// %% tampering is noticed
const attempts = {
  "a bit of the text": (entry) => (entry.body[0] ^= 1),
  "the tag": (entry) => (entry.tag[0] ^= 1),
  "the nonce": (entry) => (entry.nonce[11] ^= 1),
};
for (const [what, change] of Object.entries(attempts)) {
  vault.put("bank", "1234");
  vault.tamper("bank", change);
  try {
    console.log(what, "went unnoticed:", vault.get("bank"));
  } catch (error) {
    console.log(`${what}: ${error.constructor.name}`);
  }
}

// %% signatures
const { publicKey, privateKey } = crypto.generateKeyPairSync("ed25519");
const document = Buffer.from("I owe you 5.");
const signature = crypto.sign(null, document, privateKey);
console.log("signature bytes:", signature.length, "holds:", crypto.verify(null, document, publicKey, signature));
console.log("for 50:", crypto.verify(null, Buffer.from("I owe you 50."), publicKey, signature));
const pem = publicKey.export({ type: "spki", format: "pem" });
console.log(pem.split("\n")[0], "reads back:", crypto.createPublicKey(pem).equals(publicKey));

// %% two sides agree on a key
const alice = crypto.createECDH("prime256v1");
const bob = crypto.createECDH("prime256v1");
alice.generateKeys();
bob.generateKeys();
console.log("same secret:", alice.computeSecret(bob.getPublicKey()).equals(bob.computeSecret(alice.getPublicKey())));

// %% the web's way
const webKey = await subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
const iv = new Uint8Array(12);
const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, webKey, new TextEncoder().encode("web"));
const opened = await subtle.decrypt({ name: "AES-GCM", iv }, webKey, sealed);
console.log("subtle:", hex(sealed), new TextDecoder().decode(opened));
await subtle.exportKey("raw", webKey).catch((error) => console.log("not extractable:", error.name));

// %% chance, in its bounds
const dice = Array.from({ length: 1000 }, () => crypto.randomInt(1, 7));
console.log("dice in range:", dice.every((n) => n >= 1 && n <= 6), "all sides seen:", new Set(dice).size === 6);
console.log("uuid:", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()));
console.log("constant time:", crypto.timingSafeEqual(Buffer.from("abc"), Buffer.from("abc")));
